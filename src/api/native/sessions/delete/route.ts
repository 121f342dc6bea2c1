/** `DELETE /v1/sessions/current`: signs out. */
import { Type } from 'typebox';
import { accessOf } from '../../../auth/access.ts';
import { endedCookie, isSecure } from '../../../auth/session-token.ts';
import type { Operation } from '../../native.ts';
import { sessionOf } from '../get/route.ts';

export const deleteCurrentSession: Operation = (app, deps) => {
  app.delete(
    '/v1/sessions/current',
    {
      schema: {
        operationId: 'deleteCurrentSession',
        scope: 'organization:read',
        summary: 'Sign out',
        description: 'The token stops working within a second, and the cookie is taken back.',
        tags: ['sessions'],
        response: { 204: Type.Null() },
        errors: ['session-unknown'],
      },
    },
    async (request, reply) => {
      await deps.store.sessions.remove(sessionOf(accessOf(request)).session.id);
      return reply
        .code(204)
        .header('Set-Cookie', endedCookie(isSecure(request, deps.publicUrl())))
        .send(null);
    },
  );
};
