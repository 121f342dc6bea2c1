/** INVITE client transaction (RFC 3261, 17.1.1) with the Accepted state of RFC 6026, 7.2. One function a state. */
import type { Millis } from '#kernel';
import { headerLines, type SipRequest, type SipResponse } from '../message/index.ts';
import { arm, disarm, failed, pass, send, timedOut, type Step, type TransportError } from './effects.ts';
import { timerD, type TimerValues } from './timers.ts';

export interface InviteClient {
  readonly name: 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated';
  readonly request: SipRequest;
  readonly timers: TimerValues;
  /** A stream carries it: nothing is sent twice (17.1.1.2). */
  readonly reliable: boolean;
  /** Timer A's present interval. */
  readonly interval: Millis;
  /** ACK of the final non-2xx response, repeated on each retransmission of it. */
  readonly ack?: SipRequest;
}

export type InviteClientInput =
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'timer'; readonly timer: 'A' | 'B' | 'D' | 'M' }
  | TransportError;

/** 17.1.1.2: sends the INVITE and starts Timers A (unreliable transports only) and B. */
export function startInviteClient(
  request: SipRequest,
  timers: TimerValues,
  reliable = false,
): Step<InviteClient> {
  return {
    state: { name: 'calling', request, timers, reliable, interval: timers.t1 },
    effects: [send(request), ...(reliable ? [] : [arm('A', timers.t1)]), arm('B', 64 * timers.t1)],
  };
}

/** A transaction whose INVITE left in an earlier process: nothing is sent, responses find their place. */
export function resumeInviteClient(
  request: SipRequest,
  timers: TimerValues,
  reliable = false,
): Step<InviteClient> {
  return { state: { name: 'proceeding', request, timers, reliable, interval: timers.t1 }, effects: [] };
}

export function stepInviteClient(
  state: InviteClient,
  input: InviteClientInput,
  now: Millis,
): Step<InviteClient> {
  return STATES[state.name](state, input, now);
}

type StateFunction = (state: InviteClient, input: InviteClientInput, now: Millis) => Step<InviteClient>;

const STATES: Readonly<Record<InviteClient['name'], StateFunction>> = {
  calling(state, input) {
    switch (input.type) {
      case 'response': {
        // 17.1.1.2: any response stops the retransmissions of the request.
        const next = takeResponse(state, input.response);
        return { ...next, effects: [disarm('A'), disarm('B'), ...next.effects] };
      }
      case 'timer':
        if (input.timer === 'A') {
          // 17.1.1.2: when Timer A fires the request MUST be retransmitted and the timer set to twice its value.
          const interval = state.interval * 2;
          return { state: { ...state, interval }, effects: [send(state.request), arm('A', interval)] };
        }
        if (input.timer === 'B')
          return terminate(state, timedOut('No response came within 64*T1 (Timer B).'));
        return stay(state);
      case 'transport-error':
        return terminate(state, failed(input, true));
    }
  },

  proceeding(state, input) {
    switch (input.type) {
      case 'response':
        return takeResponse(state, input.response);
      case 'transport-error':
        return terminate(state, failed(input, false));
      case 'timer':
        return stay(state);
    }
  },

  completed(state, input) {
    switch (input.type) {
      case 'response':
        // 17.1.1.2: a retransmitted final response is answered with the ACK again and MUST NOT be passed up.
        return input.response.status >= 300 && state.ack
          ? { state, effects: [send(state.ack)] }
          : stay(state);
      case 'timer':
        return input.timer === 'D' ? terminate(state) : stay(state);
      case 'transport-error':
        return terminate(state, failed(input, false));
    }
  },

  accepted(state, input) {
    switch (input.type) {
      case 'response':
        // RFC 6026, 7.2: 2xx responses are passed up, each and from every fork; others are dropped here.
        return isSuccess(input.response) ? { state, effects: [pass(input.response)] } : stay(state);
      case 'timer':
        return input.timer === 'M' ? terminate(state) : stay(state);
      case 'transport-error':
        return stay(state);
    }
  },

  terminated: (state) => stay(state),
};

function takeResponse(state: InviteClient, response: SipResponse): Step<InviteClient> {
  if (response.status < 200) return { state: { ...state, name: 'proceeding' }, effects: [pass(response)] };
  if (isSuccess(response))
    return {
      state: { ...state, name: 'accepted' },
      effects: [arm('M', 64 * state.timers.t1), pass(response)],
    };
  const ack = ackOfFailure(state.request, response);
  return {
    state: { ...state, name: 'completed', ack },
    effects: [send(ack), arm('D', timerD(state.timers, state.reliable)), pass(response)],
  };
}

/** 17.1.1.3: Request-URI, Via, Call-ID, From and CSeq number of the INVITE, To of the response, Route kept. */
export function ackOfFailure(invite: SipRequest, response: SipResponse): SipRequest {
  return {
    kind: 'request',
    method: 'ACK',
    uri: invite.uri,
    via: invite.via.slice(0, 1),
    from: invite.from,
    to: response.to,
    callId: invite.callId,
    cseq: { number: invite.cseq.number, method: 'ACK' },
    headers: [
      ...headerLines(invite, 'Route').map((value) => ({ name: 'Route', value })),
      { name: 'Max-Forwards', value: '70' },
    ],
    body: '',
  };
}

function isSuccess(response: SipResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

function stay(state: InviteClient): Step<InviteClient> {
  return { state, effects: [] };
}

function terminate(state: InviteClient, ...effects: Step<InviteClient>['effects']): Step<InviteClient> {
  return { state: { ...state, name: 'terminated' }, effects };
}
