/** Many calls in one request: all of them in one transaction, in their order. */
import type { Batch, BatchItem, CreateCall, NewBatch, Store, Tenant } from '#domain';
import { AppError, spellNative, type Id } from '#kernel';
import { callPreparer, type AcceptOptions, type PreparedCall } from '../accept/prepare-call.ts';
import { commitCall } from '../accept/accept-call.ts';

/** @throws AppError what a call of it is refused with, in mode `all-or-nothing` */
export async function createBatch(
  tenant: Tenant,
  { name, mode, calls }: NewBatch,
  options: AcceptOptions & { readonly store: Store },
): Promise<Batch> {
  const { store, clock, ids } = options;
  const id = ids.next();
  const isAll = mode === 'all-or-nothing';
  const prepare = callPreparer(tenant, options);
  const prepared: (PreparedCall | AppError)[] = [];
  for (const [index, call] of calls.entries())
    prepared.push(await orRefused(() => prepare(ofBatch(call, id)), index, isAll));
  return store.transaction(async (tx) => {
    const items: BatchItem[] = [];
    for (const [index, each] of prepared.entries()) {
      const made =
        each instanceof AppError
          ? each
          : await orRefused(() => commitCall(tx, tenant, each, null), index, isAll);
      items.push(made instanceof AppError ? refusedItem(made) : { callId: made.call.id });
    }
    const at = clock.now();
    const { organizationId } = tenant;
    const batch: Batch = { id, organizationId, name, mode, items, cancelledAt: null, createdAt: at };
    await tx.batches.insert(batch);
    const subject = spellNative('batch', id);
    const refused = items.filter((item) => 'error' in item).length;
    await tx.webhooks.emit({
      ...{ organizationId, at, callId: null, agentId: null, subject },
      type: 'batch.accepted',
      data: { name, mode, total: items.length, refused },
    });
    return batch;
  });
}

function ofBatch(call: CreateCall, batchId: Id): CreateCall {
  return { ...call, origin: { ...call.origin, batchId } };
}

/** What is refused is thrown, naming its place, or kept. A fault of ours is always thrown. */
async function orRefused<T>(work: () => Promise<T>, index: number, isAll: boolean): Promise<T | AppError> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.status >= 500) throw cause;
    if (isAll) throw placed(cause, index);
    return cause;
  }
}

function placed(cause: AppError, index: number): AppError {
  const at = `calls[${index}]`;
  const faults = cause.faults.map((fault) => ({ ...fault, param: `${at}.${fault.param}` }));
  const { code, status, message, retryable, extra } = cause;
  const param = cause.param === undefined ? at : `${at}.${cause.param}`;
  return new AppError({
    ...{ code, status, retryable, param, faults, cause },
    message: `${at}: ${message}`,
    extra: { ...extra, index },
  });
}

function refusedItem({ code, message, param }: AppError): BatchItem {
  return { error: { code, message, ...(param === undefined ? {} : { param }) } };
}
