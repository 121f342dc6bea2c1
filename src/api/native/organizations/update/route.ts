/** `PATCH /v1/organizations/{id}`: name and limits of a child. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireLive } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import {
  LimitPatch,
  limitPatch,
  organizationFields,
  OrganizationSchema,
  organizationView,
} from '../../organization/organization-view.ts';
import { IdParams } from '../../shapes/ids.ts';
import { childOf } from '../child.ts';

const Body = Type.Object(
  { ...Type.Partial(Type.Object(organizationFields)).properties, ...LimitPatch },
  { additionalProperties: false },
);

export const updateChildOrganization: Operation = (app, deps) => {
  app.patch(
    '/v1/organizations/:id',
    {
      schema: {
        operationId: 'updateChildOrganization',
        scope: 'organizations:write',
        summary: 'Change an organization below yours',
        tags: ['organizations'],
        params: IdParams,
        body: Body,
        response: { 200: OrganizationSchema },
        errors: ['organization-unknown', 'live-key-needed'],
      },
    },
    async (request) => {
      requireLive(accessOf(request));
      const { name, concurrency, calls_per_second, destination_allow, suppress_opt_outs } = request.body;
      const { id } = await childOf(deps, accessOf(request), request.params.id);
      const changed = await deps.store.transaction(async (tx) => {
        const before = await tx.organizations.lock(id);
        if (!before) return null;
        return tx.organizations.update(id, {
          ...(name === undefined ? {} : { name }),
          ...(concurrency === undefined ? {} : { concurrency }),
          ...(calls_per_second === undefined ? {} : { callsPerSecond: calls_per_second }),
          ...(destination_allow === undefined ? {} : { destinationAllow: destination_allow }),
          ...(suppress_opt_outs === undefined ? {} : { suppressOptOuts: suppress_opt_outs }),
          ...limitPatch(before, request.body),
        });
      });
      if (!changed) throw notFound('organization');
      return organizationView(changed);
    },
  );
};
