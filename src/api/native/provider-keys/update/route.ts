/** `PATCH /v1/provider-keys/{id}` */
import { invalidRequest, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import {
  judgeKey,
  keyFields,
  ProviderKeySchema,
  providerKeyView,
  readKeyId,
  TestQuery,
} from '../provider-key-view.ts';

const Body = Type.Partial(Type.Object(keyFields), { additionalProperties: false });

export const updateProviderKey: Operation = (app, deps) => {
  app.patch(
    '/v1/provider-keys/:id',
    {
      schema: {
        operationId: 'updateProviderKey',
        scope: 'providers:write',
        summary: 'Change a key of a provider',
        description: 'Fields left out stay. The provider is asked again, also when nothing changes.',
        tags: ['providers'],
        params: IdParams,
        querystring: TestQuery,
        body: Body,
        response: { 200: ProviderKeySchema },
        errors: ['provider-key-unknown', 'url-refused'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const id = readKeyId(request.params.id);
      const { name, key, url } = request.body;
      const { providerKeys } = deps.store;
      const before = await providerKeys.get(organizationId, id);
      if (!before) throw notFound('provider-key');
      // Whoever may change an address must not be able to have the stored key sent there.
      if (url !== undefined && url !== before.url && key === undefined)
        throw invalidRequest([
          {
            param: 'key',
            rule: 'required-with-url',
            message: 'is needed beside a new url; send the key again.',
          },
        ]);
      const verdict = await judgeKey(deps, { ...before, ...request.body }, request.query.test);
      const changed = await providerKeys.update(organizationId, id, {
        ...(name === undefined ? {} : { name }),
        ...(key === undefined ? {} : { key }),
        ...(url === undefined ? {} : { url }),
        ...verdict,
        updatedAt: deps.clock.now(),
      });
      if (!changed) throw notFound('provider-key');
      return providerKeyView(changed);
    },
  );
};
