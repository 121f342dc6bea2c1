/** Provisional responses of ours, reliable where the caller asks for it, and their PRACKs (RFC 3262, 3 and 5). */
import { rackOf, requires, sdpOf, supports, type SipRequest } from '../message/index.ts';
import { refreshTarget } from '../dialog/index.ts';
import { arm, disarm, respond, type CallEffect, type CallStep } from './effects.ts';
import {
  earlyDialog,
  refuseWith,
  stay,
  type Incoming,
  type Provisional,
  type Reliable,
} from './incoming-state.ts';
import { contact } from './requests.ts';
import { answer } from './responses.ts';
import { token } from './self.ts';

/** Responses that may wait for the PRACK of the one before. */
const MOST_WAITING = 8;

/** 180, or 183 with our description. */
export function ring(state: Incoming, sdp: string | undefined): CallStep<Incoming> {
  const { request, reliable } = state;
  const wished: Provisional = sdp === undefined ? { status: 180 } : { status: 183, sdp };
  // RFC 3262, 3: MUST where it is required, MAY where it is supported: for a description, which must not be lost.
  if (requires(request, '100rel') || (sdp !== undefined && supports(request, '100rel'))) {
    if (!reliable.unacked) return sendReliably(state, wished);
    if (reliable.waiting.length >= MOST_WAITING) return stay(state);
    return stay({ ...state, reliable: { ...reliable, waiting: [...reliable.waiting, wished] } });
  }
  // RFC 3261, 13.2.1: an offer of ours may only stand in a reliable response.
  const preview = sdpOf(request) === undefined ? { status: wished.status } : wished;
  return { state, effects: [respond(state.key, provisional(state, preview))] };
}

/** RFC 3262, 3: PRACK is answered 200 when it acknowledges what waits for it, 481 otherwise. */
export function takePrack(state: Incoming, key: string, request: SipRequest): CallStep<Incoming> {
  const { self, reliable } = state;
  const rack = rackOf(request);
  const { response } = reliable.unacked ?? {};
  const matches =
    rack !== undefined &&
    response !== undefined &&
    rack.rseq === reliable.rseq &&
    rack.cseq.number === response.cseq.number &&
    rack.cseq.method === response.cseq.method;
  if (!matches) return { state, effects: [respond(key, answer(self, request, 481))] };
  const { unacked: _, ...rest } = reliable;
  const settled: CallEffect[] = [disarm('reliable-repeat'), disarm('reliable-limit')];
  const sdp = sdpOf(request);
  const isAnswer = rest.described !== undefined && rest.answered === undefined && !offeredByCaller(state);
  if (sdp !== undefined && !isAnswer) {
    // RFC 3262, 5: a PRACK may hold another offer once the first is answered; its 200 holds the answer.
    const asking: Incoming = { ...state, reliable: { ...rest, asking: { key, request } } };
    return { state: asking, effects: [...settled, { type: 'ask-offer', key, sdp }] };
  }
  const taken = sdp === undefined ? rest : { ...rest, answered: sdp };
  return {
    state: { ...state, reliable: taken },
    effects: [...settled, respond(key, answer(self, request, 200))],
  };
}

/**
 * UPDATE before our answer (RFC 3311, 5.2): 500 while the caller's own offer is not answered, 491 while ours is not. One
 * without an offer refreshes the target only.
 */
export function takeUpdate(state: Incoming, key: string, request: SipRequest): CallStep<Incoming> {
  const { self, reliable } = state;
  const sdp = sdpOf(request);
  const say = (status: number, headers: readonly (readonly [string, string])[] = []): CallStep<Incoming> => ({
    state,
    effects: [respond(key, answer(self, request, status, { headers }))],
  });
  if (sdp === undefined) {
    const ok = say(200, [['Contact', contact(self, state.request.to)]]);
    return { ...ok, state: refreshed(state, request) };
  }
  const isOurs = !offeredByCaller(state) && reliable.answered === undefined;
  if (isOurs && reliable.described !== undefined) return say(491);
  if (isOurs || reliable.described === undefined || reliable.asking) return say(500, [['Retry-After', '2']]);
  const asking: Incoming = { ...state, reliable: { ...reliable, asking: { key, request } } };
  return { state: asking, effects: [{ type: 'ask-offer', key, sdp }] };
}

/** The user's word on an offer in a PRACK or UPDATE; null: 488, and the session stays as it was (RFC 3262, 5). */
export function earlyAnswered(state: Incoming, key: string, sdp: string | null): CallStep<Incoming> {
  const { asking, ...rest } = state.reliable;
  if (!asking || asking.key !== key) return stay(state);
  const reply = answer(state.self, asking.request, sdp === null ? 488 : 200, {
    contact: contact(state.self, state.request.to),
    ...(sdp === null ? {} : { sdp }),
  });
  const reliable: Reliable = sdp === null ? rest : { ...rest, described: sdp };
  const next = { ...state, reliable };
  const refreshes = sdp !== null && asking.request.method === 'UPDATE';
  return {
    state: refreshes ? refreshed(next, asking.request) : next,
    effects: [respond(key, reply)],
  };
}

/** RFC 3311, 5.2: an UPDATE that is accepted refreshes the target. */
function refreshed(state: Incoming, request: SipRequest): Incoming {
  return { ...state, early: refreshTarget(earlyDialog(state), request) };
}

/** What waited for a PRACK leaves. */
export function nextReliable(state: Incoming): CallStep<Incoming> {
  const [next, ...waiting] = state.reliable.waiting;
  if (!next || state.reliable.unacked || state.reliable.asking) return stay(state);
  return sendReliably({ ...state, reliable: { ...state.reliable, waiting } }, next);
}

/** RFC 3262, 3: sent again after T1, then after twice as long each time. */
export function repeatReliable(state: Incoming): CallStep<Incoming> {
  const { unacked } = state.reliable;
  if (!unacked) return stay(state);
  const interval = unacked.interval * 2;
  return {
    state: { ...state, reliable: { ...state.reliable, unacked: { ...unacked, interval } } },
    effects: [respond(state.key, unacked.response), arm('reliable-repeat', interval)],
  };
}

/** RFC 3262, 3: no PRACK for 64*T1: the INVITE SHOULD be refused with a 5xx. */
export function giveUpReliable(state: Incoming): CallStep<Incoming> {
  if (!state.reliable.unacked) return stay(state);
  const detail = 'No PRACK came for our provisional response (64*T1).';
  return refuseWith(state, 504, undefined, { kind: 'no-response', by: 'network', status: 504, detail });
}

/** RFC 3262, 3: a 2xx MUST NOT leave while a description of ours waits for its PRACK. */
export function mayAnswer({ reliable }: Incoming): boolean {
  const waits = reliable.unacked !== undefined && reliable.unacked.response.body !== '';
  return !waits && !reliable.asking && reliable.waiting.every(({ sdp }) => sdp === undefined);
}

function sendReliably(state: Incoming, wished: Provisional): CallStep<Incoming> {
  const { self, reliable, seed } = state;
  // RFC 3262, 3: the first number is chosen between 1 and 2^31 - 1, each following one is one higher.
  const rseq =
    reliable.rseq === 0
      ? 1 + (Number.parseInt(token(seed, 'rseq').slice(0, 8), 16) % (2 ** 31 - 1))
      : reliable.rseq + 1;
  const response = provisional(state, wished, rseq);
  return {
    state: {
      ...state,
      reliable: {
        ...reliable,
        rseq,
        unacked: { response, interval: self.t1 },
        ...(wished.sdp === undefined ? {} : { described: wished.sdp }),
      },
    },
    effects: [
      respond(state.key, response),
      arm('reliable-repeat', self.t1),
      arm('reliable-limit', 64 * self.t1),
    ],
  };
}

function provisional(
  { self, request, localTag }: Incoming,
  { status, sdp }: Provisional,
  rseq?: number,
): ReturnType<typeof answer> {
  return answer(self, request, status, {
    tag: localTag,
    contact: contact(self, request.to),
    headers: [
      ['Require', rseq === undefined ? undefined : '100rel'],
      ['RSeq', rseq],
    ],
    ...(sdp === undefined ? {} : { sdp }),
  });
}

function offeredByCaller({ request }: Incoming): boolean {
  return sdpOf(request) !== undefined;
}
