/**
 * A circuit breaker for one provider and key: after several failures nobody waits for it, until one request has shown
 * that it is back. Pure.
 */
import type { Millis } from '#kernel';
import type { ModelFault } from '#models';

export type BreakerState =
  /** `failures`: when, the latest last, those of the window only. */
  | { readonly phase: 'closed'; readonly failures: readonly Millis[] }
  | { readonly phase: 'open'; readonly until: Millis; readonly coolDownMs: Millis }
  /** One request is out to see; if nothing is heard of it until `until`, another may go. */
  | { readonly phase: 'half-open'; readonly until: Millis; readonly coolDownMs: Millis };

export type BreakerInput =
  | { readonly type: 'asked' }
  | { readonly type: 'succeeded' }
  | { readonly type: 'failed'; readonly fault: ModelFault };

export interface BreakerStep {
  readonly state: BreakerState;
  /** For `asked`: may the request go? */
  readonly allowed: boolean;
}

/** Failures within the window that open it. */
export const BREAKER_FAILURES = 3;
export const BREAKER_WINDOW_MS: Millis = 60_000;
export const FIRST_COOL_DOWN_MS: Millis = 15_000;
export const LONGEST_COOL_DOWN_MS: Millis = 240_000;
/** A probe that was dropped must not keep it shut. */
export const PROBE_MS: Millis = 10_000;

/** Faults of the request say nothing about the provider. */
const OWN_FAULTS: readonly ModelFault[] = ['aborted', 'bad-request'];
/** These do not mend themselves within a call: nobody else need wait for them. */
const LASTING_FAULTS: readonly ModelFault[] = ['auth', 'quota'];

export const closedBreaker: BreakerState = { phase: 'closed', failures: [] };

/** @param now monotonic */
export function stepBreaker(state: BreakerState, input: BreakerInput, now: Millis): BreakerStep {
  switch (input.type) {
    case 'asked':
      return ask(state, now);
    case 'succeeded':
      return { state: closedBreaker, allowed: true };
    case 'failed':
      return {
        state: OWN_FAULTS.includes(input.fault) ? state : fail(state, input.fault, now),
        allowed: true,
      };
  }
}

function ask(state: BreakerState, now: Millis): BreakerStep {
  if (state.phase === 'closed') return { state, allowed: true };
  if (now < state.until) return { state, allowed: false };
  const { coolDownMs } = state;
  return { state: { phase: 'half-open', until: now + PROBE_MS, coolDownMs }, allowed: true };
}

function fail(state: BreakerState, fault: ModelFault, now: Millis): BreakerState {
  if (state.phase === 'open') return state;
  if (state.phase === 'half-open') {
    const coolDownMs = Math.min(state.coolDownMs * 2, LONGEST_COOL_DOWN_MS);
    return { phase: 'open', until: now + coolDownMs, coolDownMs };
  }
  const failures = [...state.failures, now].filter((at) => at > now - BREAKER_WINDOW_MS);
  if (failures.length < BREAKER_FAILURES && !LASTING_FAULTS.includes(fault))
    return { phase: 'closed', failures };
  return { phase: 'open', until: now + FIRST_COOL_DOWN_MS, coolDownMs: FIRST_COOL_DOWN_MS };
}
