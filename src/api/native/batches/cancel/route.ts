/** `POST /v1/batches/{id}/cancel` */
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { BatchSchema } from '../batch-view.ts';
import { countedBatch } from '../counted.ts';

export const cancelBatch: Operation = (app, deps) => {
  app.post(
    '/v1/batches/:id/cancel',
    {
      schema: {
        operationId: 'cancelBatch',
        scope: 'calls:write',
        summary: 'Cancel a batch',
        description: 'Withdraws its calls that have not been dialled; others go on.',
        tags: ['batches'],
        params: IdParams,
        response: { 200: BatchSchema },
        errors: ['batch-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'batch');
      return countedBatch(deps, await deps.due.cancelBatch(request.tenant, id));
    },
  );
};
