/** Feeds a log's inputs to the reducers again and finds where the decisions part. Pure. */
import { replay, type Logged } from '#conversation';
import type { NewEvent } from '#domain';
import { AppError } from '#kernel';
import { recordedOf, type Decided, type Recorded } from './recorded.ts';

/** Where log and replay part; `null` on a side: it ended before. */
export interface Difference {
  /** How many decisions before it are the same. */
  readonly same: number;
  readonly recorded: Decided | null;
  readonly replayed: Logged | null;
}

export interface ReplayReport {
  readonly inputs: number;
  readonly decisions: number;
  readonly difference: Difference | null;
}

/**
 * Decides the call again with the agent that it ran.
 * @param events its whole log
 * @throws AppError `call-not-replayable` (409) for a log without a conversation
 */
export function replayCall(events: readonly NewEvent[]): ReplayReport {
  const { plan, inputs, decided } = replayable(events);
  const replayed = replay(inputs, plan);
  return {
    inputs: inputs.length,
    decisions: decided.length,
    difference: firstDifference(decided, replayed),
  };
}

/** @throws AppError `call-not-replayable` (409) */
export function replayable(
  events: readonly NewEvent[],
): Recorded & { readonly plan: NonNullable<Recorded['plan']> } {
  const recorded = recordedOf(events);
  if (recorded.plan && recorded.inputs.length > 0) return { ...recorded, plan: recorded.plan };
  throw new AppError({
    code: 'call-not-replayable',
    status: 409,
    message: 'This call has no conversation to replay: it was never answered, or its log is not complete.',
  });
}

function firstDifference(recorded: readonly Decided[], replayed: readonly Logged[]): Difference | null {
  const length = Math.max(recorded.length, replayed.length);
  for (let same = 0; same < length; same++) {
    const [was, is] = [recorded[same] ?? null, replayed[same] ?? null];
    if (!was || !is || text(was) !== text(is)) return { same, recorded: was, replayed: is };
  }
  return null;
}

/** As it stands in the log: keys in their order, byte for byte. */
function text({ type, data }: Logged): string {
  return JSON.stringify([type, data]);
}
