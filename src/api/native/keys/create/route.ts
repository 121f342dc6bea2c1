/** `POST /v1/keys` */
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import { makeKey } from '../../../auth/keys.ts';
import type { Operation } from '../../native.ts';
import { keyFields, keyView, KeyWithSecretSchema, readExpiry } from '../key-view.ts';

const Body = Type.Object(
  {
    name: keyFields.name,
    mode: Type.Union([Type.Literal('live'), Type.Literal('test')], {
      default: 'live',
      description: 'A test key reaches the built-in callee alone.',
    }),
    scopes: Type.Optional(keyFields.scopes),
    requests_per_minute: Type.Optional(keyFields.requests_per_minute),
    expires_at: Type.Optional(keyFields.expires_at),
  },
  { additionalProperties: false },
);

export const createApiKey: Operation = (app, deps) => {
  app.post(
    '/v1/keys',
    {
      config: { keepsAnswer: false },
      schema: {
        operationId: 'createKey',
        scope: 'keys:write',
        summary: 'Create an API key',
        description: 'It may do no more than who makes it. Its secret is in this answer and nowhere else.',
        tags: ['keys'],
        body: Body,
        response: { 201: KeyWithSecretSchema },
        errors: ['live-key-needed'],
      },
    },
    async (request, reply) => {
      const access = accessOf(request);
      const { name, mode, scopes = null, requests_per_minute = null, expires_at = null } = request.body;
      if (mode === 'live') requireLive(access);
      requireOwnScopes(access, scopes);
      const { record, key } = makeKey(deps, {
        organizationId: access.tenant.organizationId,
        ...{ name, mode, scopes, requestsPerMinute: requests_per_minute },
        expiresAt: readExpiry(expires_at, deps.clock.now()),
      });
      await deps.store.keys.insert(record);
      return reply.code(201).send({ ...keyView(record), key });
    },
  );
};
