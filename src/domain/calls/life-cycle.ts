/** The life of a call as a pure machine: what happened goes in, what to do next comes out. One end, exactly once. */
import type { Millis } from '#kernel';
import type { Verdict } from '../dialing/facts.ts';
import { MINUTES_EXHAUSTED } from '../dialing/rules/prepaid-minutes.ts';
import type { CallStatus } from './call.ts';
import { endWith, type EndCode } from './end-reasons.ts';
import type { Outcome, Phase } from './outcome.ts';
import { outcomeOfWire, type WireEnding } from './wire-endings.ts';

export interface LifeState {
  readonly status: CallStatus;
  /** Why we are ending it, once we are. */
  readonly cause: {
    readonly code: EndCode;
    readonly detail?: string;
    readonly stated?: string;
    readonly provider?: { name: string; http_status?: number; request_id?: string };
  } | null;
  /** When it first fell due; the deferral limit counts from here. */
  readonly dueSince: Millis | null;
  /** The callee speaks with somebody else now. */
  readonly transferred?: true;
  /** It was answered only to say why it is refused; however it ends, that is the reason. */
  readonly refused?: EndCode;
}

export type LifeInput =
  | { readonly type: 'call-due' }
  | { readonly type: 'dial-decided'; readonly verdict: Verdict; readonly deferLimitMs: Millis }
  | { readonly type: 'callee-rang' }
  | { readonly type: 'callee-answered' }
  | { readonly type: 'end-wanted'; readonly cause: NonNullable<LifeState['cause']> }
  | { readonly type: 'hangup-requested'; readonly by: 'operator' | 'platform' }
  | { readonly type: 'attempt-ended'; readonly ending: WireEnding }
  | { readonly type: 'attempt-failed'; readonly code: EndCode; readonly detail: string }
  /** A second leg was joined with the callee's. */
  | { readonly type: 'transfer-joined' }
  | { readonly type: 'node-lost' };

export type LifeEffect =
  | { readonly type: 'ask-authority' }
  | { readonly type: 'start-attempt'; readonly verdict: Extract<Verdict, { kind: 'allow' }> }
  | { readonly type: 'wait'; readonly until: Millis; readonly appointment?: true }
  | { readonly type: 'hang-up' }
  | { readonly type: 'end'; readonly outcome: Outcome };

export interface LifeStep {
  readonly state: LifeState;
  readonly effects: readonly LifeEffect[];
}

/** A call just accepted. */
export function newLife(scheduled: boolean): LifeState {
  return { status: scheduled ? 'scheduled' : 'queued', cause: null, dueSince: null };
}

/** An incoming call starts where an outgoing one rings. */
export const incomingLife: LifeState = { status: 'ringing', cause: null, dueSince: null };

const TRANSFERRED_CALLEE = 'The call was transferred; the callee hung up.';

/** One step. After the end every input is taken and changes nothing. */
export function stepLife(state: LifeState, input: LifeInput, now: Millis): LifeStep {
  if (state.status === 'ended') return { state, effects: [] };
  switch (input.type) {
    case 'call-due':
      return {
        state: { ...state, status: 'queued', dueSince: state.dueSince ?? now },
        effects: [{ type: 'ask-authority' }],
      };
    case 'dial-decided':
      return decided(state, input, now);
    case 'callee-rang':
      return {
        state: { ...state, status: state.status === 'dialing' ? 'ringing' : state.status },
        effects: [],
      };
    case 'callee-answered':
      return { state: { ...state, status: 'in_progress' }, effects: [] };
    case 'end-wanted':
      return state.cause
        ? { state, effects: [] }
        : { state: { ...state, cause: input.cause }, effects: [{ type: 'hang-up' }] };
    case 'hangup-requested':
      return hangUp(state, input.by);
    case 'attempt-ended':
      return end(state, outcomeOfEnding(state, input.ending));
    case 'attempt-failed':
      return end(state, endWith(input.code, phaseOf(state), { detail: input.detail }));
    case 'transfer-joined':
      return { state: { ...state, transferred: true }, effects: [] };
    case 'node-lost':
      return end(state, endWith('node-lost', 'recovery'));
  }
}

/** The phase that a status is called in an end reason. */
export function phaseOf({ status }: LifeState): Phase {
  switch (status) {
    case 'queued':
    case 'scheduled':
      return 'queue';
    case 'in_progress':
    case 'ended':
      return 'conversation';
    default:
      return status;
  }
}

function decided(
  state: LifeState,
  { verdict, deferLimitMs }: Extract<LifeInput, { type: 'dial-decided' }>,
  now: Millis,
): LifeStep {
  switch (verdict.kind) {
    case 'allow':
      return { state: { ...state, status: 'dialing' }, effects: [{ type: 'start-attempt', verdict }] };
    case 'deny':
      if (verdict.rule === MINUTES_EXHAUSTED) return end(state, endWith('minutes-exhausted', 'queue'));
      return end(state, endWith('dial-denied', 'queue', { detail: `${verdict.rule}: ${verdict.detail}` }));
    case 'defer': {
      if (verdict.patience) {
        const appointment = verdict.patience === 'appointment' && ({ appointment: true } as const);
        return { state, effects: [{ type: 'wait', until: verdict.until, ...appointment }] };
      }
      const dueSince = state.dueSince ?? now;
      if (now - dueSince >= deferLimitMs)
        return end(
          state,
          endWith('deferred-too-long', 'queue', { detail: `${verdict.rule}: ${verdict.detail}` }),
        );
      const until = Math.min(verdict.until, dueSince + deferLimitMs);
      return { state: { ...state, dueSince }, effects: [{ type: 'wait', until }] };
    }
  }
}

function hangUp(state: LifeState, by: 'operator' | 'platform'): LifeStep {
  if (state.status === 'queued' || state.status === 'scheduled')
    return end(state, endWith('canceled', 'queue'));
  if (state.cause) return { state, effects: [] };
  const code: EndCode =
    by === 'platform' ? 'shutdown' : state.status === 'in_progress' ? 'operator-hung-up' : 'canceled';
  return { state: { ...state, cause: { code } }, effects: [{ type: 'hang-up' }] };
}

/** Our own cause counts only if we ended it: a callee who hangs up first has hung up. */
function outcomeOfEnding(state: LifeState, ending: WireEnding): Outcome {
  const phase = phaseOf(state);
  const ours = ending.by === 'us' && ['bye', 'canceled'].includes(ending.kind);
  if (state.refused && ending.kind === 'bye') return endWith(state.refused, phase);
  if (state.transferred && ending.kind === 'bye' && !ours)
    return endWith('transferred', phase, { party: 'callee', detail: TRANSFERRED_CALLEE });
  if (!state.cause || !ours) return outcomeOfWire(ending, phase);
  const { code, ...more } = state.cause;
  return endWith(code, phase, more);
}

function end(state: LifeState, outcome: Outcome): LifeStep {
  return { state: { ...state, status: 'ended' }, effects: [{ type: 'end', outcome }] };
}
