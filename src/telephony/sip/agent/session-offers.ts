/** The peer's offers inside the dialog: re-INVITE (RFC 3261, 14.2) and UPDATE (RFC 3311, 5.2). */
import type { Millis } from '#kernel';
import { refreshTarget } from '../dialog/index.ts';
import { sdpOf, type SipRequest } from '../message/index.ts';
import { respond, type CallEffect, type CallStep } from './effects.ts';
import { contact } from './requests.ts';
import { answer } from './responses.ts';
import { token } from './self.ts';
import { sendAnswer, settleAnswer } from './session-answer.ts';
import type { Session } from './session-state.ts';
import { agreeAsServer, runTimer, tooBrief } from './session-timer.ts';

export function takeReinvite(
  session: Session,
  key: string,
  request: SipRequest,
  now: Millis,
): CallStep<Session> {
  const clash = clashOf(session, request);
  if (clash) return { state: session, effects: [respond(key, clash)] };
  // Whoever sends the next INVITE has seen our 2xx, though its ACK was lost.
  const { unacked, ...rest } = session;
  const settled = unacked ? settleAnswer(rest, unacked.first, undefined, now) : { state: rest, effects: [] };
  if (settled.state.phase !== 'established')
    return {
      state: settled.state,
      effects: [...settled.effects, respond(key, answer(session.self, request, 481))],
    };
  const offer = sdpOf(request);
  const asking: CallEffect =
    // 14.2: without an offer the 2xx SHOULD hold ours, as for a new session.
    offer === undefined ? { type: 'make-offer', key } : { type: 'ask-offer', key, sdp: offer };
  return {
    state: { ...settled.state, asking: { key, request } },
    effects: [...settled.effects, asking],
  };
}

/** RFC 3311, 5.2: answered at once; without a description it only refreshes target and timer. */
export function takeUpdate(session: Session, key: string, request: SipRequest): CallStep<Session> {
  const brief = tooBrief(session.self, request);
  if (brief) return { state: session, effects: [respond(key, brief)] };
  const offer = sdpOf(request);
  if (offer === undefined) return acceptUpdate(session, key, request);
  const clash = clashOf(session, request);
  if (clash) return { state: session, effects: [respond(key, clash)] };
  // 5.2: an answer of ours is out, and its ACK may yet bring the answer to an offer of ours.
  if (session.unacked?.offers)
    return { state: session, effects: [respond(key, answer(session.self, request, 491))] };
  return {
    state: { ...session, asking: { key, request } },
    effects: [{ type: 'ask-offer', key, sdp: offer }],
  };
}

/** The user's word on an offer: 200, or 488 and all stays as it was (14.2; RFC 3311, 5.2). */
export function offerAnswered(session: Session, key: string, sdp: string | null): CallStep<Session> {
  const { asking, ...rest } = session;
  if (!asking || asking.key !== key || session.phase !== 'established')
    return { state: session, effects: [] };
  const { request } = asking;
  if (sdp === null) return { state: rest, effects: [respond(key, answer(session.self, request, 488))] };
  const remoteSdp = sdpOf(request);
  const known = { ...rest, ...(remoteSdp === undefined ? {} : { remoteSdp }) };
  return request.method === 'UPDATE'
    ? acceptUpdate({ ...known, localSdp: sdp }, key, request, sdp)
    : acceptReinvite(known, key, request, sdp, false);
}

/** Our offer for a peer that asked for one; its answer comes with the ACK. */
export function offerMade(session: Session, key: string, sdp: string | null): CallStep<Session> {
  const { asking, ...rest } = session;
  if (!asking || asking.key !== key || session.phase !== 'established')
    return { state: session, effects: [] };
  return acceptReinvite(rest, key, asking.request, sdp ?? session.localSdp, true);
}

/** 14.2: between 0 and 10 s, chosen at random. */
export function retryAfter(session: Session, request: SipRequest): string {
  const chance = token(session.seed, 'retry-after', request.cseq.number, request.method);
  return String(Number.parseInt(chance.slice(0, 6), 16) % 11);
}

/** Why no offer can be taken now: another one is under way. */
function clashOf(session: Session, request: SipRequest): ReturnType<typeof answer> | null {
  const { self } = session;
  const brief = tooBrief(self, request);
  if (brief) return brief;
  // 14.2: an INVITE while ours is under way is glare.
  if (session.inviting || session.asked.some(({ sent }) => sent?.method === 'INVITE'))
    return answer(self, request, 491);
  // 14.2: a second one before the final response to the first.
  if (session.asking)
    return answer(self, request, 500, { headers: [['Retry-After', retryAfter(session, request)]] });
  return null;
}

/** 12.2.2: only an accepted one refreshes the target. */
function acceptReinvite(
  session: Session,
  key: string,
  request: SipRequest,
  sdp: string,
  offers: boolean,
): CallStep<Session> {
  const agreed = agreeAsServer(request);
  const response = answer(session.self, request, 200, {
    contact: contact(session.self, session.dialog.local),
    headers: agreed.headers,
    sdp,
  });
  const timed = runTimer({ ...session, dialog: refreshTarget(session.dialog, request) }, agreed.timer);
  const sent = sendAnswer(timed.state, key, response, { first: false, offers });
  return { state: sent.state, effects: [...timed.effects, ...sent.effects] };
}

function acceptUpdate(session: Session, key: string, request: SipRequest, sdp?: string): CallStep<Session> {
  const agreed = agreeAsServer(request);
  const response = answer(session.self, request, 200, {
    contact: contact(session.self, session.dialog.local),
    headers: agreed.headers,
    ...(sdp === undefined ? {} : { sdp }),
  });
  const timed = runTimer({ ...session, dialog: refreshTarget(session.dialog, request) }, agreed.timer);
  return { state: timed.state, effects: [respond(key, response), ...timed.effects] };
}
