/** `DELETE /v1/suppressions/{e164}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';

export const deleteSuppression: Operation = (app, deps) => {
  app.delete(
    '/v1/suppressions/:e164',
    {
      schema: {
        operationId: 'deleteSuppression',
        scope: 'suppressions:write',
        summary: 'Allow a number again',
        tags: ['suppressions'],
        params: Type.Object({ e164: Type.String({ maxLength: 20 }) }),
        response: { 204: Type.Null() },
        errors: ['suppression-unknown'],
      },
    },
    async (request, reply) => {
      const { e164 } = request.params;
      const there = await deps.store.suppressions.remove(request.tenant.organizationId, e164);
      if (!there) throw notFound('suppression', 'the number in the path, like %2B34600111222');
      return reply.code(204).send(null);
    },
  );
};
