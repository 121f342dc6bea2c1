/** `POST /v1/keys/{id}/rotate`: a new secret; the old one works until the overlap is over. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import { accessOf, requireLive, requireOwnScopes } from '../../../auth/access.ts';
import { newSecret } from '../../../auth/keys.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { keyView, KeyWithSecretSchema, knownKey, refuseRevoked } from '../key-view.ts';

const LONGEST_OVERLAP_S = 30 * 86_400;

const Body = Type.Object(
  {
    overlap_s: Type.Integer({
      minimum: 0,
      maximum: LONGEST_OVERLAP_S,
      default: 86_400,
      description: 'How long the secret before works too, s.',
    }),
  },
  { additionalProperties: false },
);

export const rotateApiKey: Operation = (app, deps) => {
  app.post(
    '/v1/keys/:id/rotate',
    {
      config: { keepsAnswer: false },
      schema: {
        operationId: 'rotateKey',
        scope: 'keys:write',
        summary: 'Give an API key a new secret',
        description:
          'Id, scopes and limits stay. Of the secrets before, the last one alone works on, until the overlap is over.',
        tags: ['keys'],
        params: IdParams,
        body: Body,
        response: { 200: KeyWithSecretSchema },
        errors: ['key-unknown', 'key-revoked', 'live-key-needed'],
      },
    },
    async (request) => {
      const access = accessOf(request);
      const before = await knownKey(deps, access, request.params.id);
      if (before.mode === 'live') requireLive(access);
      refuseRevoked(before);
      requireOwnScopes(access, before.scopes);
      const secret = newSecret(deps.random, before.mode);
      const { overlap_s } = request.body;
      const changed = await deps.store.keys.update(before.organizationId, before.id, {
        hash: secret.hash,
        hint: secret.hint,
        previousHash: overlap_s === 0 ? null : before.hash,
        previousUntil: overlap_s === 0 ? null : deps.clock.now() + overlap_s * 1000,
      });
      if (!changed) throw notFound('key');
      return { ...keyView(changed), key: secret.key };
    },
  );
};
