/** INVITE server transaction (RFC 3261, 17.2.1) with the Accepted state of RFC 6026, 7.1. One function a state. */
import type { Millis } from '#kernel';
import { header, type SipRequest, type SipResponse } from '../message/index.ts';
import { arm, disarm, failed, pass, send, timedOut, type Step, type TransportError } from './effects.ts';
import { timerKorI, type TimerValues } from './timers.ts';

export interface InviteServer {
  readonly name: 'proceeding' | 'accepted' | 'completed' | 'confirmed' | 'terminated';
  readonly request: SipRequest;
  readonly timers: TimerValues;
  /** A stream carries it: only a 2xx is sent twice (17.2.1). */
  readonly reliable: boolean;
  /** The last response, repeated when the INVITE is. */
  readonly last: SipResponse;
  /** Timer G's present interval. */
  readonly interval: Millis;
}

export type InviteServerInput =
  /** A retransmission of the INVITE. */
  | { readonly type: 'request' }
  | { readonly type: 'ack'; readonly request: SipRequest }
  /** From the transaction user. */
  | { readonly type: 'respond'; readonly response: SipResponse }
  | { readonly type: 'timer'; readonly timer: 'G' | 'H' | 'I' | 'L' }
  | TransportError;

/** 17.2.1: 100 goes out at once, since nobody answers a telephone within 200 ms. */
export function startInviteServer(
  request: SipRequest,
  timers: TimerValues,
  reliable = false,
): Step<InviteServer> {
  const last = tryingResponse(request);
  return {
    state: { name: 'proceeding', request, timers, reliable, last, interval: timers.t1 },
    effects: [send(last)],
  };
}

export function stepInviteServer(
  state: InviteServer,
  input: InviteServerInput,
  now: Millis,
): Step<InviteServer> {
  return STATES[state.name](state, input, now);
}

type StateFunction = (state: InviteServer, input: InviteServerInput, now: Millis) => Step<InviteServer>;

const STATES: Readonly<Record<InviteServer['name'], StateFunction>> = {
  proceeding(state, input) {
    switch (input.type) {
      case 'request':
        // 17.2.1: the most recent provisional response MUST be sent again.
        return { state, effects: [send(state.last)] };
      case 'respond':
        return respond(state, input.response);
      case 'transport-error':
        return terminate(state, failed(input, false));
      case 'ack':
      case 'timer':
        return stay(state);
    }
  },

  accepted(state, input) {
    switch (input.type) {
      case 'request':
        // RFC 6026, 7.1: retransmissions are absorbed; the user repeats the 2xx by itself.
        return stay(state);
      case 'ack':
        return { state, effects: [pass(input.request)] };
      case 'respond':
        // RFC 6026, 7.1: the user's repeated 2xx go to the transport.
        return isSuccess(input.response) ? { state, effects: [send(input.response)] } : stay(state);
      case 'timer':
        return input.timer === 'L' ? terminate(state) : stay(state);
      case 'transport-error':
        return { state, effects: [failed(input, false)] };
    }
  },

  completed(state, input) {
    switch (input.type) {
      case 'request':
        return { state, effects: [send(state.last)] };
      case 'ack':
        return {
          state: { ...state, name: 'confirmed' },
          effects: [disarm('G'), disarm('H'), arm('I', timerKorI(state.timers, state.reliable))],
        };
      case 'timer':
        if (input.timer === 'G') {
          // 17.2.1: Timer G doubles up to T2.
          const interval = Math.min(state.interval * 2, state.timers.t2);
          return { state: { ...state, interval }, effects: [send(state.last), arm('G', interval)] };
        }
        if (input.timer === 'H') return terminate(state, timedOut('The ACK never came (Timer H).'));
        return stay(state);
      case 'transport-error':
        return terminate(state, failed(input, false));
      case 'respond':
        return stay(state);
    }
  },

  confirmed(state, input) {
    // 17.2.1: Confirmed absorbs further ACKs until Timer I.
    return input.type === 'timer' && input.timer === 'I' ? terminate(state) : stay(state);
  },

  terminated: (state) => stay(state),
};

function respond(state: InviteServer, response: SipResponse): Step<InviteServer> {
  const { t1 } = state.timers;
  if (response.status < 200) return { state: { ...state, last: response }, effects: [send(response)] };
  if (isSuccess(response))
    return {
      state: { ...state, name: 'accepted', last: response },
      effects: [send(response), arm('L', 64 * t1)],
    };
  return {
    state: { ...state, name: 'completed', last: response, interval: t1 },
    // 17.2.1: Timer G is for unreliable transports only.
    effects: [send(response), ...(state.reliable ? [] : [arm('G', t1)]), arm('H', 64 * t1)],
  };
}

/** 8.2.6.1: 100 carries no To tag of ours, and the Timestamp of the request. */
function tryingResponse(request: SipRequest): SipResponse {
  const timestamp = header(request, 'Timestamp');
  return {
    kind: 'response',
    status: 100,
    reason: 'Trying',
    via: request.via,
    from: request.from,
    to: request.to,
    callId: request.callId,
    cseq: request.cseq,
    headers: timestamp === undefined ? [] : [{ name: 'Timestamp', value: timestamp }],
    body: '',
  };
}

function isSuccess(response: SipResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

function stay(state: InviteServer): Step<InviteServer> {
  return { state, effects: [] };
}

function terminate(state: InviteServer, ...effects: Step<InviteServer>['effects']): Step<InviteServer> {
  return { state: { ...state, name: 'terminated' }, effects };
}
