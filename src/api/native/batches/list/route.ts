/** `GET /v1/batches`: newest first. */
import { spellNative } from '#kernel';
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { BatchSchema } from '../batch-view.ts';
import { countedBatch } from '../counted.ts';

export const listBatches: Operation = (app, deps) => {
  app.get(
    '/v1/batches',
    {
      schema: {
        operationId: 'listBatches',
        scope: 'calls:read',
        summary: 'List batches',
        tags: ['batches'],
        querystring: PageQuery,
        response: { 200: pageOf(BatchSchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.batches.list(request.tenant.organizationId, readPage(request.query));
      const views = await Promise.all(rows.map((batch) => countedBatch(deps, batch)));
      const byId = new Map(views.map((view) => [view.id, view]));
      return toPage(
        rows,
        request.query.limit,
        ({ id }) => byId.get(spellNative('batch', id))!,
        ({ id }) => id,
      );
    },
  );
};
