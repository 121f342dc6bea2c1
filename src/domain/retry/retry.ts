/** Chains of calls: what is dialled again after an end that may be mended by trying later. Pure. */
import type { Millis } from '#kernel';
import type { Outcome } from '../calls/outcome.ts';

/** Outcomes that may lead to another try; each only where its end reason is `retryable`. */
export const RETRY_OUTCOMES = ['no_answer', 'busy', 'voicemail', 'failed', 'interrupted'] as const;
export type RetryOutcome = (typeof RETRY_OUTCOMES)[number];

/** A node that was lost may have rung already: its calls are dialled anew only where that is asked for. */
export const DEFAULT_RETRY_ON: readonly RetryOutcome[] = ['no_answer', 'busy', 'voicemail', 'failed'];

/** As many tries as delays, after the first call. */
export interface RetryRule {
  /** Of the first, second … further try; s. */
  readonly delaysS: readonly number[];
  readonly on: readonly RetryOutcome[];
  /** What delays count from: `call`, the end of the call before; `schedule`, when the first call was due. */
  readonly base: 'call' | 'schedule';
}

/** The place of one call in its chain. */
export interface CallRetry extends RetryRule {
  /** 0 is the first call of the chain. */
  readonly number: number;
  /** When the first call was due. */
  readonly since: Millis;
  /** When the next try is due; null: none is planned (yet). */
  readonly nextAt: Millis | null;
}

/** A chain at its first call. @param due when that call is due */
export function newChain(rule: RetryRule, due: Millis): CallRetry {
  return { ...rule, number: 0, since: due, nextAt: null };
}

/** When the next try of a chain is due; null when there is none. A time that has passed is now. */
export function nextTryAt(chain: CallRetry, outcome: Outcome, endedAt: Millis): Millis | null {
  const delay = chain.delaysS[chain.number];
  const mayRetry = chain.on.some((code) => code === outcome.code) && outcome.end_reason.retryable;
  if (delay === undefined || !mayRetry) return null;
  const base = chain.base === 'call' ? endedAt : chain.since;
  return Math.max(base + delay * 1000, endedAt);
}

/** The chain as the next call carries it. */
export function nextPlace(chain: CallRetry): CallRetry {
  return { ...chain, number: chain.number + 1, nextAt: null };
}
