/** The end of an attempt that was committed and never came to run. */
import { stepLife, type Attempt, type Call, type EndCode, type LifeState } from '#domain';
import { endCall } from '../after/end-call.ts';
import type { EngineOptions } from '../options.ts';

/** What an attempt needs that is not there. */
export interface Problem {
  readonly code: EndCode;
  readonly detail: string;
}

/** Ends attempt and call in one transaction. @throws what the store throws; the next audit ends the call then */
export async function failAttempt(
  call: Call,
  attempt: Attempt,
  life: LifeState,
  problem: Problem,
  { store, clock, nodeId, ids }: Pick<EngineOptions, 'store' | 'clock' | 'nodeId' | 'ids'>,
): Promise<void> {
  const at = clock.now();
  const { effects } = stepLife(life, { type: 'attempt-failed', ...problem }, at);
  const end = effects.find(({ type }) => type === 'end');
  if (end?.type !== 'end') throw new TypeError('an attempt that failed ends its call');
  const { outcome } = end;
  await store.transaction(async (tx) => {
    await endCall(tx, { call, nodeId, outcome, at }, ids);
    await tx.attempts.end(attempt.id, at);
  });
  store.notify(`events:${call.id}`);
}
