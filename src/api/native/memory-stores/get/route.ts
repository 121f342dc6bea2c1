/** `GET /v1/memory-stores` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { StoreSchema, storeView } from '../store-view.ts';

export const getMemoryStore: Operation = (app, deps) => {
  app.get(
    '/v1/memory-stores/:id',
    {
      schema: {
        operationId: 'getMemoryStore',
        scope: 'contacts:read',
        summary: 'Read a memory store',
        tags: ['memory'],
        params: IdParams,
        response: { 200: StoreSchema },
        errors: ['memory-store-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.memories.get(organizationId, readId(request.params.id, 'memory-store'));
      if (!found) throw notFound('memory-store');
      return storeView(found);
    },
  );
};
