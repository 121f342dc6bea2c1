/** Requests of the peer inside the dialog (RFC 3261, 12.2.2). */
import type { Millis } from '#kernel';
import { takeCseq } from '../dialog/index.ts';
import { q850Of, reasonsOf, type SipRequest } from '../message/index.ts';
import type { SipEnding } from '../../contract.ts';
import { respond, type CallStep } from './effects.ts';
import { answer, describe, refuse } from './responses.ts';
import { endSession } from './session-bye.ts';
import { takeInfo } from './session-info.ts';
import { retryAfter, takeReinvite, takeUpdate } from './session-offers.ts';
import { takeNotify } from './session-refer.ts';
import { takeRefer } from './session-referral.ts';
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
    case 'UPDATE':
      return takeUpdate(current, key, request);
    case 'REFER':
      return takeRefer(current, key, request);
    case 'NOTIFY':
      return takeNotify(current, key, request);
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
