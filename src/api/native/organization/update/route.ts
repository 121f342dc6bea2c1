/** `PATCH /v1/organization`: limits and defaults of dialling. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireParent } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdText, findId } from '../../shapes/ids.ts';
import { knownNumber } from '../../shapes/known.ts';
import {
  LimitPatch,
  limitPatch,
  organizationFields,
  OrganizationSchema,
  organizationView,
} from '../organization-view.ts';

const Body = Type.Object(
  {
    ...Type.Partial(Type.Object(organizationFields)).properties,
    default_number_id: Type.Optional(
      Type.Union([IdText, Type.Null()], { description: 'Caller number when nothing else names one.' }),
    ),
    ...LimitPatch,
  },
  { additionalProperties: false },
);

/** What a child does not raise itself. */
const SET_BY_PARENT = ['concurrency', 'calls_per_second', 'quotas', 'requests_per_minute'] as const;

export const updateOrganization: Operation = (app, deps) => {
  app.patch(
    '/v1/organization',
    {
      schema: {
        operationId: 'updateOrganization',
        scope: 'organization:write',
        summary: 'Change your organization',
        description: 'An organization that has a parent leaves `concurrency`, rates and quotas to it.',
        tags: ['organization'],
        body: Body,
        response: { 200: OrganizationSchema },
        errors: ['number-unknown', 'parent-only'],
      },
    },
    async (request) => {
      const { name, concurrency, calls_per_second, destination_allow, suppress_opt_outs, default_number_id } =
        request.body;
      for (const field of SET_BY_PARENT)
        if (request.body[field] !== undefined) requireParent(accessOf(request), field);
      const defaultNumberId =
        default_number_id === undefined || default_number_id === null
          ? default_number_id
          : await findId(deps, request.tenant, default_number_id, 'number', 'default_number_id');
      if (defaultNumberId) await knownNumber(deps, request.tenant, defaultNumberId, 'default_number_id');
      const { organizationId } = request.tenant;
      const organization = await deps.store.transaction(async (tx) => {
        const before = await tx.organizations.lock(organizationId);
        if (!before) return null;
        return tx.organizations.update(organizationId, {
          ...(name === undefined ? {} : { name }),
          ...(concurrency === undefined ? {} : { concurrency }),
          ...(calls_per_second === undefined ? {} : { callsPerSecond: calls_per_second }),
          ...(destination_allow === undefined ? {} : { destinationAllow: destination_allow }),
          ...(suppress_opt_outs === undefined ? {} : { suppressOptOuts: suppress_opt_outs }),
          ...(defaultNumberId === undefined ? {} : { defaultNumberId }),
          ...limitPatch(before, request.body),
        });
      });
      if (!organization) throw notFound('organization');
      return organizationView(organization);
    },
  );
};
