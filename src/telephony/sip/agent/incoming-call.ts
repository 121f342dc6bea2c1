/** An incoming call (RFC 3261, 13.3 and 9.2) as a pure machine. One function a state. */
import type { Millis } from '#kernel';
import type { DialogRecord, SipEnding } from '../../contract.ts';
import { dialogOfRequest } from '../dialog/index.ts';
import { branchOf, printNameAddr, tagOf, withTag, type SipRequest } from '../message/index.ts';
import { arm, disarm, ended, respond, type CallEffect, type CallStep } from './effects.ts';
import { rejection } from './rejection.ts';
import { contact, reasonValue, type HangUpReason } from './requests.ts';
import { answer, describe } from './responses.ts';
import type { Self } from './self.ts';
import { byeEnding } from './session-requests.ts';
import { sendAnswer } from './session-answer.ts';
import { stepSession } from './session.ts';
import type { Session, SessionInput } from './session-state.ts';

/** An offer that nobody decides on is refused after this long: proxies give up then too (Timer C, 16.6), ms. */
const OFFER_LIMIT_MS = 180_000;

export interface Incoming {
  readonly name:
    | 'offered' // INVITE passed on; 100 left by itself, perhaps 180
    | 'storing' // accepted, the record is being kept
    | 'answered' // 200 sent; the session serves the dialog
    | 'ended';
  readonly self: Self;
  /** Server transaction of the INVITE. */
  readonly key: string;
  readonly request: SipRequest;
  readonly localTag: string;
  /** `host:port` that the INVITE came from. */
  readonly source: string;
  readonly seed: string;
  /** Our answer, while it is being kept. */
  readonly sdp?: string;
  readonly session?: Session;
}

export type IncomingInput =
  | { readonly type: 'ring' }
  | { readonly type: 'accept'; readonly sdp: string }
  | { readonly type: 'stored' }
  | { readonly type: 'store-failed'; readonly detail: string }
  | { readonly type: 'reject'; readonly status: number; readonly reason?: string }
  /** The caller's CANCEL; it was answered already. */
  | { readonly type: 'canceled'; readonly request: SipRequest }
  | { readonly type: 'undeliverable'; readonly detail: string }
  | SessionInput;

export function startIncoming(parts: Omit<Incoming, 'name' | 'sdp' | 'session'>): CallStep<Incoming> {
  return { state: { ...parts, name: 'offered' }, effects: [arm('ring', OFFER_LIMIT_MS)] };
}

export function stepIncoming(state: Incoming, input: IncomingInput, now: Millis): CallStep<Incoming> {
  return STATES[state.name](state, input, now);
}

/** What a recovery needs; kept before the 200 leaves. */
export function incomingRecord(state: Incoming): DialogRecord {
  const { request, localTag, self, source } = state;
  const dialog = dialogOfRequest(request, localTag);
  return {
    callId: request.callId,
    localTag,
    branch: branchOf(request.via[0]!) ?? '',
    cseq: request.cseq.number,
    direction: 'incoming',
    localAddress: self.address,
    localUri: printNameAddr(withTag(request.to, undefined)),
    remoteUri: printNameAddr(withTag(request.from, undefined)),
    requestUri: request.uri,
    nextHop: source,
    phase: 'confirmed',
    remoteTag: tagOf(request.from) ?? '',
    routeSet: dialog.routeSet,
    remoteTarget: dialog.remoteTarget,
    localCseq: 0,
  };
}

type StateFunction = (state: Incoming, input: IncomingInput, now: Millis) => CallStep<Incoming>;

const STATES: Readonly<Record<Incoming['name'], StateFunction>> = {
  offered(state, input) {
    switch (input.type) {
      case 'ring':
        return { state, effects: [respond(state.key, response(state, 180))] };
      case 'accept':
        return {
          state: { ...state, name: 'storing', sdp: input.sdp },
          effects: [{ type: 'store', record: incomingRecord(state) }],
        };
      default:
        return beforeAnswer(state, input);
    }
  },

  storing(state, input) {
    switch (input.type) {
      case 'stored':
        return sendFirstAnswer(state);
      case 'store-failed': {
        const ending: SipEnding = { kind: 'internal', by: 'us', detail: input.detail };
        return refuseWith(state, 500, undefined, ending);
      }
      default:
        return beforeAnswer(state, input);
    }
  },

  answered(state, input, now) {
    switch (input.type) {
      case 'request':
      case 'ack':
      case 'offer-answered':
      case 'hang-up':
      case 'bye-response':
      case 'bye-failed':
      case 'timer': {
        const step = stepSession(state.session!, input, now);
        const name = step.state.phase === 'ended' ? 'ended' : state.name;
        return { state: { ...state, name, session: step.state }, effects: step.effects };
      }
      default:
        return stay(state);
    }
  },

  ended(state, input, now) {
    // A challenge to our BYE may still come.
    if (input.type !== 'bye-response' || !state.session) return stay(state);
    const step = stepSession(state.session, input, now);
    return { state: { ...state, session: step.state }, effects: step.effects };
  },
};

/** What may happen before our final response, whether or not an answer is being kept. */
function beforeAnswer(state: Incoming, input: IncomingInput): CallStep<Incoming> {
  switch (input.type) {
    case 'reject': {
      const { status, reason } = input;
      return refuseWith(state, status, undefined, { kind: 'rejected', by: 'us', status }, reason);
    }
    case 'hang-up':
      return refuseWith(state, 480, input.reason, { kind: 'rejected', by: 'us', status: 480 });
    case 'canceled': {
      // 9.2: the INVITE is answered 487.
      const { kind: _, ...why } = byeEnding(input.request);
      return refuseWith(state, 487, undefined, { ...why, kind: 'canceled', status: 487 });
    }
    case 'timer':
      return input.timer === 'ring'
        ? refuseWith(state, 480, undefined, { kind: 'ring-timeout', by: 'us', status: 480 })
        : stay(state);
    case 'undeliverable':
      return finish(state, [], { kind: 'transport-error', by: 'network', detail: input.detail });
    case 'request':
      return earlyRequest(state, input.key, input.request);
    default:
      return stay(state);
  }
}

/** Requests in the early dialog: the caller may say BYE (15), and ask OPTIONS; another INVITE has to wait (14.2). */
function earlyRequest(state: Incoming, key: string, request: SipRequest): CallStep<Incoming> {
  const { self } = state;
  switch (request.method) {
    case 'BYE': {
      const end = refuseWith(state, 487, undefined, { ...byeEnding(request), kind: 'canceled', status: 487 });
      return { state: end.state, effects: [respond(key, answer(self, request, 200)), ...end.effects] };
    }
    case 'OPTIONS':
      return { state, effects: [respond(key, describe(self, request, ''))] };
    case 'INVITE':
      return {
        state,
        effects: [respond(key, answer(self, request, 500, { headers: [['Retry-After', '5']] }))],
      };
    default:
      return { state, effects: [respond(key, answer(self, request, 405))] };
  }
}

/** 13.3.1.4: the 200 with our description, repeated by the session until its ACK. */
function sendFirstAnswer(state: Incoming): CallStep<Incoming> {
  const { request, self } = state;
  const dialog = dialogOfRequest(request, state.localTag);
  const ok = answer(self, request, 200, {
    tag: state.localTag,
    contact: contact(self, request.to),
    sdp: state.sdp!,
  });
  const session: Session = {
    phase: 'established',
    self,
    dialog,
    seed: state.seed,
    authentication: [],
    localSdp: state.sdp!,
    inviting: false,
  };
  const step = sendAnswer(session, state.key, ok, true);
  return {
    state: { ...state, name: 'answered', session: step.state },
    effects: [disarm('ring'), ...step.effects],
  };
}

function response(state: Incoming, status: number): ReturnType<typeof answer> {
  return answer(state.self, state.request, status, {
    tag: state.localTag,
    contact: contact(state.self, state.request.to),
  });
}

function refuseWith(
  state: Incoming,
  status: number,
  why: HangUpReason | undefined,
  ending: SipEnding,
  phrase?: string,
): CallStep<Incoming> {
  const refusal = answer(state.self, state.request, status, {
    tag: state.localTag,
    reason: phrase,
    headers: [['Reason', reasonValue(why)]],
  });
  const { reason } = rejection(refusal);
  return finish(state, [respond(state.key, refusal)], { ...(reason ? { reason } : {}), ...ending });
}

function finish(state: Incoming, effects: readonly CallEffect[], ending: SipEnding): CallStep<Incoming> {
  return { state: { ...state, name: 'ended' }, effects: [...effects, ended(ending)] };
}

function stay(state: Incoming): CallStep<Incoming> {
  return { state, effects: [] };
}
