/** A hang-up by request, of a call that may not have been dialled yet. */
import { newLife, stepLife } from '#domain';
import { AppError, type Id } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { endCall } from './end-call.ts';

/**
 * Ends it where nothing of it is on a line.
 * @returns whether somebody has its line, who is to hang up
 * @throws AppError `call-ended` (409)
 */
export async function hangUpWaiting(
  id: Id,
  { store, clock, ids }: Pick<EngineOptions, 'store' | 'clock' | 'ids'>,
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const call = await tx.calls.lock(id);
    if (!call || call.status === 'ended')
      throw new AppError({
        code: 'call-ended',
        status: 409,
        message: 'This call has ended already; there is nothing to hang up.',
      });
    const at = clock.now();
    const asked = { at, type: 'hangup-requested', data: { by: 'operator' } };
    const { effects } = stepLife(
      { ...newLife(false), status: call.status },
      { type: 'hangup-requested', by: 'operator' },
      at,
    );
    const end = effects.find((effect) => effect.type === 'end');
    if (!end) return true;
    await endCall(tx, { call, nodeId: null, outcome: end.outcome, at, events: [asked] }, ids);
    return false;
  });
}
