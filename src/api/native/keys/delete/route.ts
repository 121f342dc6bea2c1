/** `DELETE /v1/keys/{id}`: revokes it. */
import { Type } from 'typebox';
import { accessOf, requireLive } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownKey } from '../key-view.ts';

export const revokeApiKey: Operation = (app, deps) => {
  app.delete(
    '/v1/keys/:id',
    {
      schema: {
        operationId: 'revokeKey',
        scope: 'keys:write',
        summary: 'Revoke an API key',
        description:
          'It stops working within a second, and event streams that it opened end. Calls that run go on. The key stays in the list.',
        tags: ['keys'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['key-unknown', 'live-key-needed'],
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      const key = await knownKey(deps, access, request.params.id);
      if (key.mode === 'live') requireLive(access);
      if (key.revokedAt === null)
        await deps.store.keys.update(key.organizationId, key.id, { revokedAt: deps.clock.now() });
      return reply.code(204).send(null);
    },
  );
};
