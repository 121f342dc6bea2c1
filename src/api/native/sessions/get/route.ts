/** `GET /v1/sessions/current` */
import { AppError } from '#kernel';
import { accessOf, type Access } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { SessionSchema, sessionView } from '../session-view.ts';

export const getCurrentSession: Operation = (app) => {
  app.get(
    '/v1/sessions/current',
    {
      schema: {
        operationId: 'getCurrentSession',
        scope: 'organization:read',
        summary: 'Who is signed in',
        tags: ['sessions'],
        response: { 200: SessionSchema },
        errors: ['session-unknown'],
      },
    },
    async (request) => {
      const { member, session } = sessionOf(accessOf(request));
      return sessionView(member, session);
    },
  );
};

/** @throws AppError `session-unknown` (404) for a request with a key */
export function sessionOf({ signedIn }: Access): NonNullable<Access['signedIn']> {
  if (signedIn) return signedIn;
  throw new AppError({
    code: 'session-unknown',
    status: 404,
    message: 'The request came with an API key, not with a session. Sign in with POST /v1/sessions.',
  });
}
