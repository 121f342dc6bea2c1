/** `PATCH /v1/keys/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { keyFields, KeySchema, keyView, knownKey, readExpiry, refuseRevoked } from '../key-view.ts';

const Body = Type.Partial(Type.Object(keyFields), { additionalProperties: false });

export const updateApiKey: Operation = (app, deps) => {
  app.patch(
    '/v1/keys/:id',
    {
      schema: {
        operationId: 'updateKey',
        scope: 'keys:write',
        summary: 'Change an API key',
        description: 'Fields left out stay. In effect within a second.',
        tags: ['keys'],
        params: IdParams,
        body: Body,
        response: { 200: KeySchema },
        errors: ['key-unknown', 'key-revoked', 'live-key-needed'],
      },
    },
    async (request) => {
      const access = accessOf(request);
      const before = await knownKey(deps, access, request.params.id);
      if (before.mode === 'live') requireLive(access);
      refuseRevoked(before);
      const { name, scopes, requests_per_minute, expires_at } = request.body;
      if (scopes !== undefined) requireOwnScopes(access, scopes);
      const changed = await deps.store.keys.update(before.organizationId, before.id, {
        ...(name === undefined ? {} : { name }),
        ...(scopes === undefined ? {} : { scopes }),
        ...(requests_per_minute === undefined ? {} : { requestsPerMinute: requests_per_minute }),
        ...(expires_at === undefined ? {} : { expiresAt: readExpiry(expires_at, deps.clock.now()) }),
      });
      if (!changed) throw notFound('key');
      return keyView(changed);
    },
  );
};
