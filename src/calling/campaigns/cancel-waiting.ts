/** Withdraws a call that has not been dialled; one that has is left alone. */
import { endWith, type Repositories, type Store } from '#domain';
import type { Clock, Id, IdSource } from '#kernel';
import { endCall } from '../after/end-call.ts';

interface Options {
  readonly store: Pick<Store, 'transaction' | 'notify'>;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** @returns whether it was withdrawn */
export async function cancelWaiting(id: Id, { store, clock, ids }: Options): Promise<boolean> {
  const isWithdrawn = await store.transaction((tx: Repositories) => withdraw(tx, id, clock, ids));
  if (isWithdrawn) store.notify(`events:${id}`);
  return isWithdrawn;
}

async function withdraw(tx: Repositories, id: Id, clock: Clock, ids: IdSource): Promise<boolean> {
  const call = await tx.calls.lock(id);
  if (call?.status !== 'queued' && call?.status !== 'scheduled') return false;
  const at = clock.now();
  const events = [{ at, type: 'hangup-requested', data: { by: 'operator' } }];
  return endCall(tx, { call, nodeId: null, outcome: endWith('canceled', 'queue'), at, events }, ids);
}
