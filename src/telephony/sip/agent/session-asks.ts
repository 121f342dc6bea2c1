/**
 * Requests of ours inside the dialog: each waits for its turn, is challenged, put off, answered; each has its end.
 * RFC 3261, 12.2.1 and 14.1.
 */
import { refreshTarget } from '../dialog/index.ts';
import { minSeOf, retryAfterOf, sdpOf, type SipRequest, type SipResponse } from '../message/index.ts';
import type { SipEnding } from '../../contract.ts';
import { proven, takeChallenge } from './authentication.ts';
import { arm, disarm, type CallEffect, type CallStep } from './effects.ts';
import { ackOf } from './requests.ts';
import { token } from './self.ts';
import { sayBye } from './session-bye.ts';
import { referAnswered } from './session-refer.ts';
import { takesUpdate, type Asked, type Session, type Wish } from './session-state.ts';
import { agreeAsClient, runTimer } from './session-timer.ts';
import { laneOf, refreshesTarget, sendAsked } from './session-wishes.ts';

/** A peer that is never ready is asked so often. */
const MOST_TRIES = 5;
/** Repetitions of a 2xx may come for as many re-INVITEs. */
const MOST_ACKS = 4;
/** 14.1: the one who made the Call-ID waits longer, so that the same two do not meet again. */
const OWNER_WAITS = { from: 210, choices: 191 };
const OTHER_WAITS = { from: 0, choices: 201 };

export function ask(session: Session, id: number, wish: Wish): CallStep<Session> {
  if (session.phase !== 'established')
    return { state: session, effects: settled(id, 0, 'The dialog is over.') };
  return { state: { ...session, asked: [...session.asked, { id, wish, tries: 0 }] }, effects: [] };
}

/** Sends whatever has its turn. */
export function pump(session: Session): CallStep<Session> {
  if (session.phase !== 'established') return { state: session, effects: [] };
  const effects: CallEffect[] = [];
  let state = session;
  for (const lane of ['invite', 'plain'] as const) {
    const inLane = state.asked.filter(({ wish }) => laneOf(wish) === lane);
    const next = inLane.find(({ sent }) => sent === undefined);
    if (!next || next.rests || inLane.some(({ sent }) => sent !== undefined) || !mayLeave(state, lane))
      continue;
    const step = sendAsked(state, next);
    state = step.state;
    effects.push(...step.effects);
    // Timer B ends one that nothing answers; this one ends what is never decided.
    if (lane === 'invite') effects.push(arm('reinvite-limit', 64 * state.self.t1));
  }
  return { state, effects };
}

/** 14.1: no INVITE while another one is under way in either direction; its ACK belongs to it. */
function mayLeave(session: Session, lane: 'invite' | 'plain'): boolean {
  if (session.inviting || session.unacked?.first) return false;
  return lane === 'plain' || (!session.unacked && !session.asking);
}

export function takeAskResponse(session: Session, response: SipResponse): CallStep<Session> {
  const asked = session.asked.find(({ sent }) => sent?.cseq.number === response.cseq.number);
  if (!asked) return repeatAck(session, response);
  if (response.status < 200) return { state: session, effects: [] };
  const { sent } = asked as Required<Asked>;
  const done = sent.method === 'INVITE' ? [disarm('reinvite-limit')] : [];
  const step = decide(session, asked, sent, response);
  return { state: step.state, effects: [...done, ...step.effects] };
}

function decide(session: Session, asked: Asked, sent: SipRequest, response: SipResponse): CallStep<Session> {
  const { status, reason } = response;
  if (status < 300) return accepted(session, asked, sent, response);
  if (session.phase !== 'established') return finish(session, asked, status, reason);
  if (status === 401 || status === 407) {
    const taken = takeChallenge(session.authentication, response, session.credentials);
    if (!taken.ok) return finish(session, asked, status, taken.detail);
    return again({ ...session, authentication: taken.authentication }, asked, asked.tries);
  }
  // 12.2.1.2: 481 and 408 SHOULD end the dialog; of a NOTIFY they end its subscription only (RFC 5057, 5.1).
  if (status === 481 || status === 408) {
    if (asked.wish.kind === 'notify') return finish(without(session, 'referral'), asked, status, reason);
    return lost(session, asked, {
      ...{ kind: 'bye', by: 'peer', status, reason },
      detail: 'The peer no longer knows the call.',
    });
  }
  if (asked.tries < MOST_TRIES) {
    if (status === 491 || (status === 500 && (retryAfterOf(response) ?? 60) <= 10))
      return putOff(session, asked, response);
    if (status === 422 && session.timer) return longer(session, asked, response);
  }
  return asked.wish.kind === 'refresh' && asked.wish.method === 'UPDATE'
    ? // A peer that refuses UPDATE is refreshed by INVITE (RFC 4028, 7.4).
      again(
        { ...session, updates: false },
        { ...asked, wish: { kind: 'refresh', method: 'INVITE' } },
        asked.tries,
        asked,
      )
    : finish(session, asked, status, reason);
}

/** 2xx: ACK of a re-INVITE, the new target, the session's new term; and whoever asked is told. */
function accepted(
  session: Session,
  asked: Asked,
  sent: SipRequest,
  response: SipResponse,
): CallStep<Session> {
  const { wish } = asked;
  const refreshes = refreshesTarget(sent);
  const updates = takesUpdate(response);
  let state: Session = {
    ...drop(session, asked),
    authentication: proven(session.authentication),
    ...(refreshes ? { dialog: refreshTarget(session.dialog, response) } : {}),
    ...(updates === undefined ? {} : { updates }),
  };
  const effects: CallEffect[] = [];
  if (sent.method === 'INVITE') {
    const ack = ackOf(state.self, sent, state.dialog);
    state = { ...state, acks: [...state.acks.slice(1 - MOST_ACKS), { cseq: sent.cseq.number, ack }] };
    effects.push({ type: 'ack', ...ack });
  }
  if (state.phase !== 'established')
    return { state, effects: [...effects, ...settled(asked.id, 0, 'Over.')] };
  if (refreshes) {
    const timed = runTimer(state, agreeAsClient(response, sent));
    state = timed.state;
    effects.push(...timed.effects);
  }
  if (wish.kind === 'refer') {
    const referred = referAnswered(state, asked.id, sent, response);
    return { state: referred.state, effects: [...effects, ...referred.effects] };
  }
  const sdp = sdpOf(response);
  if (wish.kind === 'offer') state = { ...state, localSdp: wish.sdp };
  if (wish.kind === 'refresh') effects.push(...described(state, sdp));
  if (sdp !== undefined) state = { ...state, remoteSdp: sdp };
  return { state, effects: [...effects, ...settled(asked.id, response.status, response.reason, sdp)] };
}

/** An answer to an offer that the stack made by itself: told only where it changes something. */
export function described(session: Session, sdp: string | undefined): CallEffect[] {
  if (sdp === undefined || sdp === session.remoteSdp) return [];
  return [{ type: 'emit', event: { name: 'described', payload: { sdp } } }];
}

/** 13.2.2.4: each repetition of a 2xx is acknowledged again. */
function repeatAck(session: Session, response: SipResponse): CallStep<Session> {
  const known = session.acks.find(({ cseq }) => cseq === response.cseq.number);
  const isAnswer = response.cseq.method === 'INVITE' && response.status >= 200 && response.status < 300;
  return { state: session, effects: known && isAnswer ? [{ type: 'ack', ...known.ack }] : [] };
}

/** No final response at all: 12.2.1.2 ends the dialog. */
export function askFailed(session: Session, cseq: number, detail: string): CallStep<Session> {
  const asked = session.asked.find(({ sent }) => sent?.cseq.number === cseq);
  if (!asked) return { state: session, effects: [] };
  if (session.phase !== 'established' || asked.wish.kind === 'notify')
    return finish(without(session, 'referral'), asked, 0, detail);
  return lost(session, asked, { kind: 'no-response', by: 'network', detail });
}

/** A re-INVITE that was begun and never decided. */
export function reinviteLimit(session: Session): CallStep<Session> {
  const asked = session.asked.find(({ sent }) => sent?.method === 'INVITE');
  const cseq = asked?.sent?.cseq.number;
  if (cseq === undefined) return { state: session, effects: [] };
  return askFailed(session, cseq, 'Our re-INVITE was not decided within 64*T1.');
}

/** 14.1: the time after a 491 is over. */
export function glareOver(session: Session): CallStep<Session> {
  return { state: { ...session, asked: session.asked.map(awake) }, effects: [] };
}

function awake(asked: Asked): Asked {
  const { rests: _, ...rest } = asked;
  return rest;
}

function putOff(session: Session, asked: Asked, response: SipResponse): CallStep<Session> {
  const { from, choices } = session.owner ? OWNER_WAITS : OTHER_WAITS;
  const chance = Number.parseInt(token(session.seed, 'glare', response.cseq.number).slice(0, 8), 16);
  const wait = (retryAfterOf(response) ?? 0) * 1_000 || (from + (chance % choices)) * 10;
  const { state } = again(session, { ...asked, rests: true }, asked.tries + 1, asked);
  return { state, effects: [arm('glare', wait)] };
}

/** RFC 4028, 7.3: the interval is too small for somebody on the way: again with at least what they take. */
function longer(session: Session, asked: Asked, response: SipResponse): CallStep<Session> {
  const minSe = minSeOf(response);
  const { timer } = session as Required<Session>;
  const longer = { ...timer, minSe, seconds: Math.max(timer.seconds, minSe) };
  return again({ ...session, timer: longer }, asked, asked.tries + 1);
}

/** Back to its place in the queue, to leave with the next CSeq. */
function again(session: Session, asked: Asked, tries: number, known: Asked = asked): CallStep<Session> {
  const { sent: _, ...rest } = asked;
  return {
    state: {
      ...session,
      asked: session.asked.map((each) => (each === known ? { ...rest, tries } : each)),
    },
    effects: [],
  };
}

function finish(session: Session, asked: Asked, status: number, reason: string): CallStep<Session> {
  return { state: drop(session, asked), effects: settled(asked.id, status, reason) };
}

function lost(session: Session, asked: Asked, ending: SipEnding): CallStep<Session> {
  const end = finish(session, asked, ending.status ?? 0, ending.detail ?? '');
  const bye = sayBye(end.state, ending);
  return { state: bye.state, effects: [...end.effects, ...bye.effects] };
}

function drop(session: Session, asked: Asked): Session {
  return { ...session, asked: session.asked.filter((each) => each !== asked) };
}

function without(session: Session, key: 'referral'): Session {
  const { [key]: _, ...rest } = session;
  return rest;
}

function settled(id: number, status: number, reason: string, sdp?: string): CallEffect[] {
  if (id === 0) return [];
  return [{ type: 'settle', id, status, reason, ...(sdp === undefined ? {} : { sdp }) }];
}
