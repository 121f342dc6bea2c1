/** `GET /v1/provider-keys` */
import type { Operation } from '../../native.ts';
import { pageOf } from '../../shapes/page.ts';
import { ProviderKeySchema, providerKeyView } from '../provider-key-view.ts';

export const listProviderKeys: Operation = (app, deps) => {
  app.get(
    '/v1/provider-keys',
    {
      schema: {
        operationId: 'listProviderKeys',
        scope: 'providers:read',
        summary: 'List the keys of providers',
        tags: ['providers'],
        response: { 200: pageOf(ProviderKeySchema) },
      },
    },
    async (request) => {
      const keys = await deps.store.providerKeys.list(request.tenant.organizationId);
      return { data: keys.map(providerKeyView), has_more: false, next_cursor: null };
    },
  );
};
