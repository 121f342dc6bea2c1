/** Feeds a log's inputs to the reducers again and finds where the decisions part. Pure. */
import { replay, type Logged } from '#conversation';
import type { AgentConfig, NewEvent } from '#domain';
import { AppError } from '#kernel';
import { recordedOf, type Decided } from './recorded.ts';

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
  /** How often each type was decided, where the counts differ. */
  readonly counts: readonly { readonly type: string; readonly recorded: number; readonly replayed: number }[];
}

/**
 * @param config another agent to decide in its place; absent: the one that the call ran
 * @throws AppError `call-not-replayable` (409) for a log without a conversation
 */
export function replayCall(events: readonly NewEvent[], config?: AgentConfig): ReplayReport {
  const { plan, inputs, decided } = recordedOf(events);
  if (!plan || inputs.length === 0)
    throw new AppError({
      code: 'call-not-replayable',
      status: 409,
      message: 'This call has no conversation to replay: it was never answered, or its log is not complete.',
    });
  const replayed = replay(inputs, config ? { ...plan, config } : plan);
  return {
    inputs: inputs.length,
    decisions: decided.length,
    difference: firstDifference(decided, replayed),
    counts: differentCounts(decided, replayed),
  };
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

function differentCounts(
  recorded: readonly Logged[],
  replayed: readonly Logged[],
): { type: string; recorded: number; replayed: number }[] {
  const types = [...new Set([...recorded, ...replayed].map(({ type }) => type))].sort();
  const count = (list: readonly Logged[], type: string): number =>
    list.filter((one) => one.type === type).length;
  return types
    .map((type) => ({ type, recorded: count(recorded, type), replayed: count(replayed, type) }))
    .filter((one) => one.recorded !== one.replayed);
}
