/** `PATCH /v1/organization`: limits and defaults of dialling. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdText, findId } from '../../shapes/ids.ts';
import { knownNumber } from '../../shapes/known.ts';
import { organizationFields, OrganizationSchema, organizationView } from '../organization-view.ts';

const Body = Type.Object(
  {
    ...Type.Partial(Type.Object(organizationFields)).properties,
    default_number_id: Type.Optional(
      Type.Union([IdText, Type.Null()], { description: 'Caller number when nothing else names one.' }),
    ),
  },
  { additionalProperties: false },
);

export const updateOrganization: Operation = (app, deps) => {
  app.patch(
    '/v1/organization',
    {
      schema: {
        operationId: 'updateOrganization',
        scope: 'organization:write',
        summary: 'Change your organization',
        tags: ['organization'],
        body: Body,
        response: { 200: OrganizationSchema },
        errors: ['number-unknown'],
      },
    },
    async (request) => {
      const { name, concurrency, calls_per_second, destination_allow, default_number_id } = request.body;
      const defaultNumberId =
        default_number_id &&
        (await findId(deps, request.tenant, default_number_id, 'number', 'default_number_id'));
      if (defaultNumberId) await knownNumber(deps, request.tenant, defaultNumberId, 'default_number_id');
      const organization = await deps.store.organizations.update(request.tenant.organizationId, {
        ...(name === undefined ? {} : { name }),
        ...(concurrency === undefined ? {} : { concurrency }),
        ...(calls_per_second === undefined ? {} : { callsPerSecond: calls_per_second }),
        ...(destination_allow === undefined ? {} : { destinationAllow: destination_allow }),
        ...(defaultNumberId === undefined ? {} : { defaultNumberId: defaultNumberId || null }),
      });
      if (!organization) throw notFound('organization');
      return organizationView(organization);
    },
  );
};
