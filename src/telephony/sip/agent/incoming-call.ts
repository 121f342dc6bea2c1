/** An incoming call (RFC 3261, 13.3 and 9.2) as a pure machine. One function a state. */
import type { Millis } from '#kernel';
import type { DialogRecord, SipEnding } from '../../contract.ts';
import { takeCseq } from '../dialog/index.ts';
import { branchOf, header, printNameAddr, sdpOf, tagOf, withTag, type SipRequest } from '../message/index.ts';
import { arm, disarm, respond, type CallEffect, type CallStep } from './effects.ts';
import {
  giveUpReliable,
  mayAnswer,
  nextReliable,
  earlyAnswered,
  repeatReliable,
  ring,
  takePrack,
  takeUpdate,
} from './incoming-reliable.ts';
import {
  earlyDialog,
  finish,
  refuseWith,
  stay,
  type Incoming,
  type IncomingInput,
} from './incoming-state.ts';
import { contact } from './requests.ts';
import { answer, describe, refuse } from './responses.ts';
import { byeEnding } from './session-requests.ts';
import { sendAnswer } from './session-answer.ts';
import { stepSession } from './session.ts';
import { isSessionInput, newSession } from './session-state.ts';
import { agreeAsServer, runTimer } from './session-timer.ts';

/** An offer that nobody decides on is refused after this long: proxies give up then too (Timer C, 16.6), ms. */
const OFFER_LIMIT_MS = 180_000;

export function startIncoming(
  parts: Omit<Incoming, 'name' | 'sdp' | 'session' | 'reliable'>,
): CallStep<Incoming> {
  const reliable = { rseq: 0, waiting: [] };
  const limit = Math.min(expiryMs(parts.request), OFFER_LIMIT_MS);
  return { state: { ...parts, name: 'offered', reliable }, effects: [arm('ring', limit)] };
}

/** 13.3.1: the caller's own limit (Expires, 20.19), ms. */
function expiryMs(invite: SipRequest): Millis {
  const seconds = /^\d{1,10}$/.exec(header(invite, 'Expires')?.trim() ?? '')?.[0];
  return seconds === undefined ? Infinity : Number(seconds) * 1_000;
}

export function stepIncoming(state: Incoming, input: IncomingInput, now: Millis): CallStep<Incoming> {
  return STATES[state.name](state, input, now);
}

/** What a recovery needs; kept before the 200 leaves. */
export function incomingRecord(state: Incoming): DialogRecord {
  const { request, localTag, self, source } = state;
  const dialog = earlyDialog(state);
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
    transport: self.transport,
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
        return ring(state, input.sdp);
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
        return answerWhenFree(state);
      case 'store-failed': {
        const ending: SipEnding = { kind: 'internal', by: 'us', detail: input.detail };
        return refuseWith(state, 500, undefined, ending);
      }
      default:
        return beforeAnswer(state, input);
    }
  },

  holding: beforeAnswer,

  answered(state, input, now) {
    if (!isSessionInput(input)) return stay(state);
    // RFC 3262, 3: the PRACK of a 180 may come after our 200.
    if (input.type === 'request' && input.request.method === 'PRACK') return latePrack(state, input);
    const step = stepSession(state.session!, input, now);
    const name = step.state.phase === 'ended' ? 'ended' : state.name;
    return { state: { ...state, name, session: step.state }, effects: step.effects.map(told(state)) };
  },

  ended(state, input, now) {
    // A challenge to our BYE may still come, and an answer that wants its ACK.
    if ((input.type !== 'bye-response' && input.type !== 'ask-response') || !state.session)
      return stay(state);
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
    case 'challenge':
      return challenge(state, input.tag, input.challenges);
    case 'hang-up':
      return refuseWith(state, 480, input.reason, { kind: 'rejected', by: 'us', status: 480 });
    case 'canceled': {
      // 9.2: the INVITE is answered 487.
      const { kind: _, ...why } = byeEnding(input.request);
      return refuseWith(state, 487, undefined, { ...why, kind: 'canceled', status: 487 });
    }
    case 'timer':
      if (input.timer === 'reliable-repeat') return repeatReliable(state);
      if (input.timer === 'reliable-limit') return giveUpReliable(state);
      return input.timer === 'ring' ? overdue(state) : stay(state);
    case 'offer-answered':
      return goOn(earlyAnswered(state, input.key, input.sdp));
    case 'undeliverable':
      return finish(state, [], { kind: 'transport-error', by: 'network', detail: input.detail });
    case 'request':
      return earlyRequest(state, input.key, input.request);
    default:
      return stay(state);
  }
}

/** Nobody decided in time. 13.3.1: an invitation that expired SHOULD be answered 487. */
function overdue(state: Incoming): CallStep<Incoming> {
  const expired = expiryMs(state.request) <= OFFER_LIMIT_MS;
  const status = expired ? 487 : 480;
  return refuseWith(state, status, undefined, {
    ...{ kind: 'ring-timeout', by: expired ? 'peer' : 'us', status },
  });
}

/** Requests in the early dialog: the caller may say BYE (15), and ask OPTIONS; another INVITE has to wait (14.2). */
function earlyRequest(before: Incoming, key: string, request: SipRequest): CallStep<Incoming> {
  const { self } = before;
  const early = takeCseq(earlyDialog(before), request);
  // 12.2.2: out of order.
  if (!early) return { state: before, effects: [respond(key, answer(self, request, 500))] };
  const state: Incoming = { ...before, early };
  const refusal = refuse(self, request, '');
  if (refusal) return { state, effects: [respond(key, refusal)] };
  switch (request.method) {
    case 'BYE': {
      const end = refuseWith(state, 487, undefined, { ...byeEnding(request), kind: 'canceled', status: 487 });
      return { state: end.state, effects: [respond(key, answer(self, request, 200)), ...end.effects] };
    }
    case 'PRACK':
      return goOn(takePrack(state, key, request));
    case 'UPDATE':
      return takeUpdate(state, key, request);
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

/** 26.3.2.4: a single 401 and nothing kept, or a forged source would get it ten times over. */
function challenge(state: Incoming, tag: string, challenges: readonly string[]): CallStep<Incoming> {
  const response = answer(state.self, state.request, 401, {
    ...{ tag, reason: 'Unauthorized' },
    headers: challenges.map((value) => ['WWW-Authenticate', value] as const),
  });
  const ending = { kind: 'rejected', by: 'us', status: 401, reason: 'Unauthorized' } as const;
  return finish(state, [{ type: 'respond-once', key: state.key, response }], ending);
}

/** RFC 3262, 3: after our 200 a PRACK still takes its number in the dialog. */
function latePrack(
  state: Incoming,
  { key, request }: Extract<IncomingInput, { type: 'request' }>,
): CallStep<Incoming> {
  const session = state.session!;
  const dialog = takeCseq(session.dialog, request);
  if (!dialog) return { state, effects: [respond(key, answer(state.self, request, 500))] };
  return takePrack({ ...state, session: { ...session, dialog } }, key, request);
}

/** A PRACK was taken: what it held up leaves. */
function goOn(step: CallStep<Incoming>): CallStep<Incoming> {
  const next =
    step.state.name === 'holding' && mayAnswer(step.state)
      ? sendFirstAnswer(step.state)
      : nextReliable(step.state);
  return { state: next.state, effects: [...step.effects, ...next.effects] };
}

function answerWhenFree(state: Incoming): CallStep<Incoming> {
  return mayAnswer(state) ? sendFirstAnswer(state) : stay({ ...state, name: 'holding' });
}

/**
 * 13.3.1.4: the 200 with our description, repeated by the session until its ACK. RFC 3262, 5: without one where a
 * reliable response held it.
 */
function sendFirstAnswer(state: Incoming): CallStep<Incoming> {
  const { request, self, reliable } = state;
  const dialog = earlyDialog(state);
  const agreed = agreeAsServer(request);
  const sdp = reliable.described ?? state.sdp!;
  const ok = answer(self, request, 200, {
    tag: state.localTag,
    contact: contact(self, request.to),
    headers: agreed.headers,
    ...(reliable.described === undefined ? { sdp } : {}),
  });
  const offer = sdpOf(request);
  const session = newSession(
    {
      ...{ self, dialog, seed: state.seed, authentication: [], localSdp: sdp },
      ...{ remoteSdp: offer ?? reliable.answered, inviting: false, owner: false },
    },
    request,
  );
  const timed = runTimer(session, agreed.timer);
  const offers = offer === undefined && reliable.described === undefined;
  const step = sendAnswer(timed.state, state.key, ok, { first: true, offers });
  return {
    state: { ...state, name: 'answered', session: step.state },
    effects: [
      ...[disarm('ring'), disarm('reliable-repeat'), disarm('reliable-limit')],
      ...step.effects,
      ...timed.effects,
    ],
  };
}

/** The caller's answer came before the ACK, in a PRACK: `answered` tells it all the same. */
function told({ reliable }: Incoming): (effect: CallEffect) => CallEffect {
  return (effect) => {
    if (effect.type !== 'emit' || effect.event.name !== 'answered' || reliable.answered === undefined)
      return effect;
    return {
      type: 'emit',
      event: { name: 'answered', payload: { sdp: reliable.answered, ...effect.event.payload } },
    };
  };
}
