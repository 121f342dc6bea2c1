/** `DELETE /v1/provider-keys/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { readKeyId } from '../provider-key-view.ts';

export const deleteProviderKey: Operation = (app, deps) => {
  app.delete(
    '/v1/provider-keys/:id',
    {
      schema: {
        operationId: 'deleteProviderKey',
        scope: 'providers:write',
        summary: 'Take a key of a provider back',
        description:
          'Calls that run go on with it. Accepted ones that have not begun use the server’s key, or end as `agent-misconfigured`.',
        tags: ['providers'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['provider-key-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      if (!(await deps.store.providerKeys.remove(organizationId, readKeyId(request.params.id))))
        throw notFound('provider-key');
      return reply.code(204).send(null);
    },
  );
};
