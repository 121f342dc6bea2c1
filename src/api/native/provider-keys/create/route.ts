/** `POST /v1/provider-keys` */
import type { ProviderKey } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { judgeKey, keyFields, ProviderKeySchema, providerKeyView, TestQuery } from '../provider-key-view.ts';

const Body = Type.Object(
  {
    provider: Type.String({ minLength: 1, maxLength: 60, description: 'An id of GET /v1/providers.' }),
    name: Type.Optional(keyFields.name),
    key: keyFields.key,
    url: Type.Optional(keyFields.url),
  },
  { additionalProperties: false, examples: [{ provider: 'deepgram', name: 'Ours', key: 'dg-0123456789' }] },
);

export const createProviderKey: Operation = (app, deps) => {
  app.post(
    '/v1/provider-keys',
    {
      schema: {
        operationId: 'createProviderKey',
        scope: 'providers:write',
        summary: 'Bring a key of a provider',
        description:
          'Calls accepted from now on may use the provider. The key is kept encrypted and never shown again.',
        tags: ['providers'],
        querystring: TestQuery,
        body: Body,
        response: { 201: ProviderKeySchema },
        errors: ['provider-unknown', 'provider-key-taken', 'url-refused'],
      },
    },
    async (request, reply) => {
      const { provider, name = provider, key, url = null } = request.body;
      const verdict = await judgeKey(deps, { provider, key, url }, request.query.test);
      const now = deps.clock.now();
      const made: ProviderKey = {
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        ...{ provider, name, key, url, ...verdict },
        ...{ createdAt: now, updatedAt: now },
      };
      await deps.store.providerKeys.insert(made);
      return reply.code(201).send(providerKeyView(made));
    },
  );
};
