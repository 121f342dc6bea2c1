/**
 * One call through Twilio as a pure machine. Its request may be lost after it was taken, so it is never repeated: whether
 * somebody is called then is told by the first status callback, whose URL names the call.
 */
import type { Millis } from '#kernel';
import type { SipCallEvents, SipEnding } from '../contract.ts';
import type { Created } from './rest.ts';
import { endingOf, refusalOf, type TwilioStatus } from './statuses.ts';

export interface TwilioCallState {
  readonly name:
    | 'storing' // the record is being kept
    | 'creating' // the request is under way, or its answer was lost
    | 'ringing' // Twilio has the call
    | 'talking' // its audio has reached us
    | 'leaving' // we want its end
    | 'ended';
  readonly callSid: string | null;
  readonly rang: boolean;
  /** The answer to our request did not come. */
  readonly lost: boolean;
  /** Why we want it to end. */
  readonly wish: SipEnding | null;
}

export type TwilioInput =
  | { readonly type: 'stored' }
  | { readonly type: 'store-failed'; readonly detail: string }
  | Created
  /** `unsent`: nobody heard of the request. */
  | { readonly type: 'unanswered'; readonly unsent: boolean; readonly detail: string }
  | { readonly type: 'status'; readonly status: TwilioStatus }
  | { readonly type: 'stream-opened'; readonly callSid: string }
  | { readonly type: 'stream-closed' }
  | { readonly type: 'hang-up' }
  /** A call that came in: it is told where to bring its audio. */
  | { readonly type: 'accepted' }
  | { readonly type: 'rejected'; readonly status: number }
  | { readonly type: 'timer'; readonly timer: TwilioTimer };

export type TwilioTimer =
  /** Our cap on ringing, a little above the one that Twilio was given. */
  | 'ring'
  /** Answered, and no audio has come. */
  | 'stream'
  /** The end that we asked for, or that the stream told, is not confirmed. */
  | 'end';

export type TwilioEffect =
  | { readonly type: 'create' }
  /** Keeps whose call it is; nothing waits for it. */
  | { readonly type: 'note'; readonly callSid: string }
  | { readonly type: 'complete'; readonly callSid: string }
  | { readonly type: 'arm'; readonly timer: TwilioTimer; readonly after: Millis }
  | { readonly type: 'disarm'; readonly timer: TwilioTimer }
  | { readonly type: 'provisional'; readonly event: SipCallEvents['provisional'] }
  | { readonly type: 'sent' }
  | { readonly type: 'answered' }
  | { readonly type: 'ended'; readonly ending: SipEnding };

export interface TwilioStep {
  readonly state: TwilioCallState;
  readonly effects: readonly TwilioEffect[];
}

/** Answered calls have audio within a second or two; without it our address is not reachable from outside. */
const STREAM_MS: Millis = 10_000;
const END_MS: Millis = 5_000;
/** So much longer than Twilio's own limit we wait for its word. */
const RING_GRACE_MS: Millis = 5_000;

const UNREACHED: SipEnding = {
  kind: 'transport-error',
  by: 'us',
  detail:
    'The callee answered and Twilio did not bring the audio: is PARLEY_PUBLIC_URL reachable from the Internet by wss:?',
};

export const newTwilioCall: TwilioCallState = {
  ...{ name: 'storing', callSid: null, rang: false, lost: false, wish: null },
};

/** One that Twilio brings. */
export function incomingTwilioCall(callSid: string): TwilioCallState {
  return { ...newTwilioCall, name: 'ringing', callSid };
}

/** @param ringTimeoutMs what Twilio was given */
export function stepTwilioCall(
  state: TwilioCallState,
  input: TwilioInput,
  ringTimeoutMs: Millis,
): TwilioStep {
  switch (input.type) {
    case 'stored':
      if (state.name !== 'storing') return stay(state);
      return {
        state: { ...state, name: 'creating' },
        effects: [
          { type: 'create' },
          { type: 'sent' },
          { type: 'arm', timer: 'ring', after: ringTimeoutMs + RING_GRACE_MS },
        ],
      };
    case 'store-failed':
      return finish(state, { kind: 'internal', by: 'us', detail: input.detail });
    case 'created':
      return known(state, input.sid);
    case 'refused':
      return finish(state, state.wish ?? refusalOf(input.httpStatus, input.code, input.message));
    case 'unanswered':
      return unanswered(state, input.unsent, input.detail);
    case 'status':
      return takeStatus(state, input.status);
    case 'stream-opened':
      return opened(state, input.callSid);
    case 'stream-closed':
      return streamClosed(state);
    case 'hang-up':
      return leave(state, { kind: state.name === 'talking' ? 'bye' : 'canceled', by: 'us' });
    case 'accepted':
      return { state, effects: [{ type: 'arm', timer: 'stream', after: STREAM_MS }] };
    case 'rejected':
      return finish(state, { kind: 'rejected', by: 'us', status: input.status });
    case 'timer':
      return timer(state, input.timer);
  }
}

/** Whose call it is, by the answer to our request or by a callback that came before it. */
function known(state: TwilioCallState, callSid: string): TwilioStep {
  if (state.callSid !== null) return stay(state);
  const next: TwilioCallState = { ...state, callSid, lost: false };
  if (state.name === 'ended') return { state: next, effects: [{ type: 'complete', callSid }] };
  const note: TwilioEffect = { type: 'note', callSid };
  if (!state.wish) return { state: { ...next, name: 'ringing' }, effects: [note] };
  return {
    state: { ...next, name: 'leaving' },
    effects: [note, { type: 'complete', callSid }, { type: 'arm', timer: 'end', after: END_MS }],
  };
}

function unanswered(state: TwilioCallState, unsent: boolean, detail: string): TwilioStep {
  if (state.callSid !== null || state.name === 'ended') return stay(state);
  if (unsent)
    return finish(state, state.wish ?? { kind: 'transport-error', by: 'network', unsent: true, detail });
  // Perhaps somebody is being called: the ring cap ends the waiting for word of it.
  return stay({ ...state, lost: true });
}

function takeStatus(before: TwilioCallState, status: TwilioStatus): TwilioStep {
  if (before.callSid === null) {
    const first = known(before, status.callSid);
    const then = takeStatus(first.state, status);
    return { state: then.state, effects: [...first.effects, ...then.effects] };
  }
  // A second call under our name can only be a mistake of somebody's; it is not ours to end.
  if (before.callSid !== status.callSid) return stay(before);
  const over = endingOf(status);
  if (before.name === 'ended')
    return over || status.status === 'completed'
      ? stay(before)
      : { state: before, effects: [{ type: 'complete', callSid: status.callSid }] };
  if (over) return finish(before, before.wish ?? over);
  switch (status.status) {
    case 'ringing':
      if (before.rang || before.name !== 'ringing') return stay(before);
      return {
        state: { ...before, rang: true },
        effects: [{ type: 'provisional', event: { status: 180, reason: 'Ringing' } }],
      };
    case 'in-progress':
      if (before.name !== 'ringing') return stay(before);
      return {
        state: before,
        effects: [
          { type: 'disarm', timer: 'ring' },
          { type: 'arm', timer: 'stream', after: STREAM_MS },
        ],
      };
    case 'completed':
      if (before.wish) return finish(before, before.wish);
      return finish(before, before.name === 'talking' ? { kind: 'bye', by: 'peer' } : UNREACHED);
    default:
      return stay(before);
  }
}

function opened(state: TwilioCallState, callSid: string): TwilioStep {
  const first = known(state, callSid);
  if (first.state.callSid !== callSid || first.state.name !== 'ringing')
    return first.state === state ? stay(state) : first;
  return {
    state: { ...first.state, name: 'talking' },
    effects: [
      ...first.effects,
      { type: 'disarm', timer: 'ring' },
      { type: 'disarm', timer: 'stream' },
      { type: 'answered' },
    ],
  };
}

/** Twilio closes it when the call is over; if it was only the connection, the call has nobody to talk to. */
function streamClosed(state: TwilioCallState): TwilioStep {
  if (state.name !== 'talking') return stay(state);
  return leave(state, { kind: 'bye', by: 'peer' });
}

function timer(state: TwilioCallState, name: TwilioTimer): TwilioStep {
  if (state.name === 'ended') return stay(state);
  if (name === 'end') return finish(state, state.wish ?? { kind: 'bye', by: 'peer' });
  if (name === 'stream') return leave(state, UNREACHED);
  if (state.name === 'talking') return stay(state);
  if (state.callSid !== null) return leave(state, { kind: 'ring-timeout', by: 'us' });
  return finish(
    state,
    state.wish ?? {
      kind: 'no-response',
      by: 'network',
      detail: 'Twilio did not answer the request for the call, nor tell of one. It is not asked again.',
    },
  );
}

/** The first reason stays. */
function leave(state: TwilioCallState, ending: SipEnding): TwilioStep {
  if (state.name === 'ended' || state.wish) return stay(state);
  if (state.name === 'storing') return finish(state, ending);
  const next: TwilioCallState = { ...state, wish: ending };
  if (state.callSid === null) return stay(next);
  return {
    state: { ...next, name: 'leaving' },
    effects: [
      { type: 'disarm', timer: 'ring' },
      { type: 'disarm', timer: 'stream' },
      { type: 'complete', callSid: state.callSid },
      { type: 'arm', timer: 'end', after: END_MS },
    ],
  };
}

function finish(state: TwilioCallState, ending: SipEnding): TwilioStep {
  if (state.name === 'ended') return stay(state);
  return { state: { ...state, name: 'ended', wish: ending }, effects: [{ type: 'ended', ending }] };
}

function stay(state: TwilioCallState): TwilioStep {
  return { state, effects: [] };
}
