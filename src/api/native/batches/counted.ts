/** Batches with their counts. */
import { countBatch, type Batch } from '#domain';
import type { NativeDeps } from '../native.ts';
import { batchView } from './batch-view.ts';

export async function countedBatch({ store }: NativeDeps, batch: Batch) {
  return batchView(batch, countBatch(batch, await store.batches.counts(batch.id)));
}
