/** Requests of the peer inside the dialog (RFC 3261, 12.2.2). */
import type { Millis } from '#kernel';
import { takeCseq } from '../dialog/index.ts';
import { header, q850Of, reasonsOf, sdpOf, type SipRequest } from '../message/index.ts';
import type { SipEnding } from '../../contract.ts';
import { respond, type CallStep } from './effects.ts';
import { answer, describe, refuse } from './responses.ts';
import { token } from './self.ts';
import { acceptReinvite, settleAnswer } from './session-answer.ts';
import { endSession } from './session-bye.ts';
import type { Session } from './session-state.ts';

export function serve(session: Session, key: string, request: SipRequest, now: Millis): CallStep<Session> {
  const { self } = session;
  const say = (status: number, headers?: readonly (readonly [string, string])[]): CallStep<Session> => ({
    state: session,
    effects: [respond(key, answer(self, request, status, headers ? { headers } : {}))],
  });
  if (session.phase === 'ended') return say(481);
  const dialog = takeCseq(session.dialog, request);
  // 12.2.2: a request out of order MUST be rejected with 500; Retry-After spreads the next try (14.2).
  if (!dialog) return say(500, [['Retry-After', retryAfter(session, request)]]);
  const current: Session = { ...session, dialog };
  if (request.method === 'BYE') return takeBye(current, key, request);
  // 15.1.1: after our BYE left the session is over for us; only its crossing BYE is welcome.
  if (session.phase === 'leaving') return say(481);
  const refusal = refuse(self, request, '');
  if (refusal) return { state: current, effects: [respond(key, refusal)] };
  switch (request.method) {
    case 'INVITE':
      return takeReinvite(current, key, request, now);
    case 'OPTIONS':
      return { state: current, effects: [respond(key, describe(self, request, ''))] };
    case 'INFO':
      return takeInfo(current, key, request);
    default:
      return { state: current, effects: [respond(key, answer(self, request, 405))] };
  }
}

/** 15.1.2: BYE is answered 200 and the session is over; pending requests of the peer get 487. */
function takeBye(session: Session, key: string, request: SipRequest): CallStep<Session> {
  const ending: SipEnding = session.ending ?? byeEnding(request);
  const end = endSession({ ...session, ending });
  return { state: end.state, effects: [respond(key, answer(session.self, request, 200)), ...end.effects] };
}

/** What a BYE of the peer says of the end. */
export function byeEnding(request: SipRequest): SipEnding {
  const q850 = q850Of(request);
  const text = reasonsOf(request).find((reason) => reason.text !== undefined)?.text;
  return {
    kind: 'bye',
    by: 'peer',
    ...(q850 === undefined ? {} : { q850 }),
    ...(text === undefined ? {} : { reason: text }),
  };
}

function takeReinvite(session: Session, key: string, request: SipRequest, now: Millis): CallStep<Session> {
  const { self } = session;
  // 14.2: an INVITE while ours is under way is glare.
  if (session.inviting) return { state: session, effects: [respond(key, answer(self, request, 491))] };
  // 14.2: a second INVITE before the final response to the first.
  if (session.asking)
    return {
      state: session,
      effects: [
        respond(
          key,
          answer(self, request, 500, { headers: [['Retry-After', retryAfter(session, request)]] }),
        ),
      ],
    };
  // Whoever sends the next INVITE has seen our 2xx, though its ACK was lost.
  const { unacked, ...rest } = session;
  const settled = unacked ? settleAnswer(rest, unacked.first, undefined, now) : { state: rest, effects: [] };
  if (settled.state.phase !== 'established')
    return {
      state: settled.state,
      effects: [...settled.effects, respond(key, answer(self, request, 481))],
    };
  const offer = sdpOf(request);
  // 14.2: without an offer the 2xx SHOULD hold ours.
  const next: CallStep<Session> =
    offer === undefined
      ? acceptReinvite(settled.state, key, request, session.localSdp)
      : {
          state: { ...settled.state, asking: { key, request } },
          effects: [{ type: 'ask-offer', key, sdp: offer }],
        };
  return { state: next.state, effects: [...settled.effects, ...next.effects] };
}

/** INFO: an Info Package that we never offered is 469 (RFC 6086, 4.2.2); a body that we can't use is 415; empty is a ping. */
function takeInfo(session: Session, key: string, request: SipRequest): CallStep<Session> {
  const status = header(request, 'Info-Package') !== undefined ? 469 : request.body === '' ? 200 : 415;
  return { state: session, effects: [respond(key, answer(session.self, request, status))] };
}

/** 14.2: between 0 and 10 s, chosen at random. */
function retryAfter(session: Session, request: SipRequest): string {
  const chance = token(session.seed, 'retry-after', request.cseq.number, request.method);
  return String(Number.parseInt(chance.slice(0, 6), 16) % 11);
}
