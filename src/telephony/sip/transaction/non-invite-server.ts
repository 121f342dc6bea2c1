/** Non-INVITE server transaction (RFC 3261, 17.2.2). One function a state. */
import type { Millis } from '#kernel';
import type { SipRequest, SipResponse } from '../message/index.ts';
import { arm, failed, send, type Step, type TransportError } from './effects.ts';
import { timerJ, type TimerValues } from './timers.ts';

export interface NonInviteServer {
  readonly name: 'trying' | 'proceeding' | 'completed' | 'terminated';
  readonly request: SipRequest;
  readonly timers: TimerValues;
  readonly reliable: boolean;
  /** The last response, repeated when the request is. */
  readonly last?: SipResponse;
}

export type NonInviteServerInput =
  /** A retransmission. */
  | { readonly type: 'request' }
  /** From the transaction user. */
  | { readonly type: 'respond'; readonly response: SipResponse }
  | { readonly type: 'timer'; readonly timer: 'J' }
  | TransportError;

export function startNonInviteServer(
  request: SipRequest,
  timers: TimerValues,
  reliable = false,
): Step<NonInviteServer> {
  return { state: { name: 'trying', request, timers, reliable }, effects: [] };
}

export function stepNonInviteServer(
  state: NonInviteServer,
  input: NonInviteServerInput,
  now: Millis,
): Step<NonInviteServer> {
  return STATES[state.name](state, input, now);
}

type StateFunction = (
  state: NonInviteServer,
  input: NonInviteServerInput,
  now: Millis,
) => Step<NonInviteServer>;

const STATES: Readonly<Record<NonInviteServer['name'], StateFunction>> = {
  // 17.2.2: in Trying retransmissions are discarded.
  trying: (state, input) => (input.type === 'request' ? stay(state) : awaitFinal(state, input)),

  // 17.2.2: in Proceeding the last provisional response MUST be sent again.
  proceeding: (state, input) => (input.type === 'request' ? repeat(state) : awaitFinal(state, input)),

  completed(state, input) {
    switch (input.type) {
      case 'request':
        return repeat(state);
      case 'timer':
        return { state: { ...state, name: 'terminated' }, effects: [] };
      case 'transport-error':
        return { state: { ...state, name: 'terminated' }, effects: [failed(input, false)] };
      case 'respond':
        // 17.2.2: further final responses of the user MUST be discarded.
        return stay(state);
    }
  },

  terminated: (state) => stay(state),
};

function awaitFinal(state: NonInviteServer, input: NonInviteServerInput): Step<NonInviteServer> {
  if (input.type === 'transport-error')
    return { state: { ...state, name: 'terminated' }, effects: [failed(input, false)] };
  if (input.type !== 'respond') return stay(state);
  const last = input.response;
  if (last.status < 200) return { state: { ...state, name: 'proceeding', last }, effects: [send(last)] };
  return {
    state: { ...state, name: 'completed', last },
    effects: [send(last), arm('J', timerJ(state.timers, state.reliable))],
  };
}

function repeat(state: NonInviteServer): Step<NonInviteServer> {
  return { state, effects: state.last ? [send(state.last)] : [] };
}

function stay(state: NonInviteServer): Step<NonInviteServer> {
  return { state, effects: [] };
}
