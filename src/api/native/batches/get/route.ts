/** `GET /v1/batches/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { BatchSchema } from '../batch-view.ts';
import { countedBatch } from '../counted.ts';

export const getBatch: Operation = (app, deps) => {
  app.get(
    '/v1/batches/:id',
    {
      schema: {
        operationId: 'getBatch',
        scope: 'calls:read',
        summary: 'Read a batch',
        tags: ['batches'],
        params: IdParams,
        response: { 200: BatchSchema },
        errors: ['batch-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'batch');
      const batch = await deps.store.batches.get(request.tenant.organizationId, id);
      if (!batch) throw notFound('batch');
      return countedBatch(deps, batch);
    },
  );
};
