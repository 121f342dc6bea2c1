/** What another agent, version or turn policy would have decided on what this call heard. Pure. */
import { decisions, type Decision } from '#conversation';
import type { AgentConfig, NewEvent } from '#domain';
import { replayable } from './replay-call.ts';

/** One decision; `at_ms` from the answer. */
export interface Choice {
  readonly at_ms: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Comparison {
  readonly inputs: number;
  /** How many decisions before the first difference are the same; `null`: all. */
  readonly same: number | null;
  readonly own: Choice | null;
  readonly other: Choice | null;
  /** How often each type was decided, where the counts differ. */
  readonly counts: readonly { readonly type: string; readonly own: number; readonly other: number }[];
}

/**
 * The inputs stay what they were: after the first difference the callee would have heard something else, so that only
 * the first one is evidence; the counts are a hint.
 * @throws AppError `call-not-replayable` (409)
 */
export function compareAgents(events: readonly NewEvent[], config: AgentConfig): Comparison {
  const { plan, inputs } = replayable(events);
  const own = decisions(inputs, plan).map(choice);
  const other = decisions(inputs, { ...plan, config }).map(choice);
  const length = Math.max(own.length, other.length);
  let same = 0;
  while (same < length && JSON.stringify(own[same]) === JSON.stringify(other[same])) same++;
  return {
    inputs: inputs.length,
    same: same === length ? null : same,
    own: own[same] ?? null,
    other: other[same] ?? null,
    counts: differentCounts(own, other),
  };
}

function choice({ at, effect }: Decision): Choice {
  const { type, ...data } =
    effect.type === 'fact-record' ? { ...effect.data, type: effect.data.fact } : effect;
  return { at_ms: Math.round(at / 8), type, data };
}

function differentCounts(own: readonly Choice[], other: readonly Choice[]): Comparison['counts'] {
  const types = [...new Set([...own, ...other].map(({ type }) => type))].sort();
  const count = (list: readonly Choice[], type: string): number =>
    list.filter((one) => one.type === type).length;
  return types
    .map((type) => ({ type, own: count(own, type), other: count(other, type) }))
    .filter((one) => one.own !== one.other);
}
