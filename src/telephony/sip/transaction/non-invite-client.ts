/** Non-INVITE client transaction (RFC 3261, 17.1.2). One function a state. */
import type { Millis } from '#kernel';
import type { SipRequest, SipResponse } from '../message/index.ts';
import { arm, disarm, failed, pass, send, timedOut, type Step, type TransportError } from './effects.ts';
import { timerKorI, type TimerValues } from './timers.ts';

export interface NonInviteClient {
  readonly name: 'trying' | 'proceeding' | 'completed' | 'terminated';
  readonly request: SipRequest;
  readonly timers: TimerValues;
  /** A stream carries it: nothing is sent twice (17.1.2.2). */
  readonly reliable: boolean;
  /** Timer E's present interval. */
  readonly interval: Millis;
}

export type NonInviteClientInput =
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'timer'; readonly timer: 'E' | 'F' | 'K' }
  | TransportError;

/** 17.1.2.2: sends the request and starts Timers E (unreliable transports only) and F. */
export function startNonInviteClient(
  request: SipRequest,
  timers: TimerValues,
  reliable = false,
): Step<NonInviteClient> {
  return {
    state: { name: 'trying', request, timers, reliable, interval: timers.t1 },
    effects: [send(request), ...(reliable ? [] : [arm('E', timers.t1)]), arm('F', 64 * timers.t1)],
  };
}

export function stepNonInviteClient(
  state: NonInviteClient,
  input: NonInviteClientInput,
  now: Millis,
): Step<NonInviteClient> {
  return STATES[state.name](state, input, now);
}

type StateFunction = (
  state: NonInviteClient,
  input: NonInviteClientInput,
  now: Millis,
) => Step<NonInviteClient>;

const STATES: Readonly<Record<NonInviteClient['name'], StateFunction>> = {
  trying: (state, input) =>
    // 17.1.2.2: in Trying the interval doubles up to T2.
    awaitFinal(state, input, Math.min(state.interval * 2, state.timers.t2)),

  proceeding: (state, input) =>
    // 17.1.2.2: in Proceeding Timer E is T2.
    awaitFinal(state, input, state.timers.t2),

  completed(state, input) {
    // 17.1.2.2: retransmitted responses are absorbed until Timer K.
    return input.type === 'timer' && input.timer === 'K' ? terminate(state) : stay(state);
  },

  terminated: (state) => stay(state),
};

function awaitFinal(
  state: NonInviteClient,
  input: NonInviteClientInput,
  next: Millis,
): Step<NonInviteClient> {
  switch (input.type) {
    case 'response':
      if (input.response.status < 200)
        return { state: { ...state, name: 'proceeding' }, effects: [pass(input.response)] };
      return {
        state: { ...state, name: 'completed' },
        effects: [
          disarm('E'),
          disarm('F'),
          arm('K', timerKorI(state.timers, state.reliable)),
          pass(input.response),
        ],
      };
    case 'timer':
      if (input.timer === 'E')
        return { state: { ...state, interval: next }, effects: [send(state.request), arm('E', next)] };
      if (input.timer === 'F')
        return terminate(state, timedOut('No final response came within 64*T1 (Timer F).'));
      return stay(state);
    case 'transport-error':
      return terminate(state, failed(input, state.name === 'trying'));
  }
}

function stay(state: NonInviteClient): Step<NonInviteClient> {
  return { state, effects: [] };
}

function terminate(
  state: NonInviteClient,
  ...effects: Step<NonInviteClient>['effects']
): Step<NonInviteClient> {
  return { state: { ...state, name: 'terminated' }, effects };
}
