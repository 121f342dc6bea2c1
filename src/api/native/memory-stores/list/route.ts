/** `GET /v1/memory-stores`: newest first. */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { StoreSchema, storeView } from '../store-view.ts';

export const listMemoryStores: Operation = (app, deps) => {
  app.get(
    '/v1/memory-stores',
    {
      schema: {
        operationId: 'listMemoryStores',
        scope: 'contacts:read',
        summary: 'List memory stores',
        tags: ['memory'],
        querystring: PageQuery,
        response: { 200: pageOf(StoreSchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.memories.list(request.tenant.organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, storeView, (row) => row.id);
    },
  );
};
