/** `DELETE /v1/organizations/{id}`: gone when it had nothing, archived when it had. */
import { notFound, parseId } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireLive } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';

const Answer = Type.Object(
  { result: Type.Union([Type.Literal('deleted'), Type.Literal('archived')]) },
  { additionalProperties: false },
);

export const deleteChildOrganization: Operation = (app, deps) => {
  app.delete(
    '/v1/organizations/:id',
    {
      schema: {
        operationId: 'deleteChildOrganization',
        scope: 'organizations:write',
        summary: 'Delete or archive an organization below yours',
        description:
          'Its keys and sessions stop working within a second. One that has calls, agents, numbers or trunks is archived: you may still read them with `Parley-Organization`.',
        tags: ['organizations'],
        params: IdParams,
        response: { 200: Answer },
        errors: ['organization-unknown', 'live-key-needed'],
      },
    },
    async (request) => {
      requireLive(accessOf(request));
      const id = parseId(request.params.id);
      const parent = request.tenant.organizationId;
      const result = id && (await deps.store.organizations.remove(parent, id, deps.clock.now()));
      if (!result) throw notFound('organization');
      return { result };
    },
  );
};
