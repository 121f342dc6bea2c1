/** An established dialog, whoever called: requests inside it, both ways (RFC 3261, 12.2, 14, 15). */
import type { Millis } from '#kernel';
import type { CallStep } from './effects.ts';
import type { HangUpReason } from './requests.ts';
import { acknowledge, giveUpAnswer, repeatAnswer } from './session-answer.ts';
import { ask, askFailed, glareOver, pump, reinviteLimit, takeAskResponse } from './session-asks.ts';
import { endSession, sayBye, takeByeResponse } from './session-bye.ts';
import { offerAnswered, offerMade } from './session-offers.ts';
import { referLimit } from './session-refer.ts';
import { referralAnswered, tellReferral } from './session-referral.ts';
import { serve } from './session-requests.ts';
import type { Session, SessionInput } from './session-state.ts';

export function stepSession(session: Session, input: SessionInput, now: Millis): CallStep<Session> {
  const step = take(session, input, now);
  const next = pump(step.state);
  return { state: next.state, effects: [...step.effects, ...next.effects] };
}

function take(session: Session, input: SessionInput, now: Millis): CallStep<Session> {
  switch (input.type) {
    case 'request':
      return serve(session, input.key, input.request, now);
    case 'ack':
      return acknowledge(session, input.request, now);
    case 'offer-answered':
      return offerAnswered(session, input.key, input.sdp);
    case 'offer-made':
      return offerMade(session, input.key, input.sdp);
    case 'ask':
      return ask(session, input.id, input.wish);
    case 'ask-response':
      return takeAskResponse(session, input.response);
    case 'ask-failed':
      return askFailed(session, input.cseq, input.detail);
    case 'referral-answered':
      return referralAnswered(session, input.key, input.status);
    case 'referral-progress':
      return tellReferral(session, input.status, input.reason);
    case 'hang-up':
      return hangUp(session, input.reason);
    case 'bye-response':
      return takeByeResponse(session, input.response);
    case 'bye-failed':
      // 15.1.1: without any response the session is over all the same.
      return endSession(session);
    case 'timer':
      return TIMERS[input.timer]?.(session) ?? { state: session, effects: [] };
  }
}

const TIMERS: Readonly<Record<string, (session: Session) => CallStep<Session>>> = {
  'answer-repeat': repeatAnswer,
  'answer-limit': giveUpAnswer,
  'bye-grace': endSession,
  glare: glareOver,
  'reinvite-limit': reinviteLimit,
  'refer-limit': referLimit,
  refresh: (session) => ask(session, 0, { kind: 'refresh', method: session.updates ? 'UPDATE' : 'INVITE' }),
  // RFC 4028, 10: nobody refreshed it: BYE.
  'session-expiry': (session) =>
    session.phase === 'established'
      ? sayBye(
          session,
          {
            kind: 'session-expired',
            by: 'network',
            detail: 'No session refresh came in time (RFC 4028, 10).',
          },
          { text: 'Session timer expired', q850: 102 },
        )
      : { state: session, effects: [] },
};

function hangUp(session: Session, reason: HangUpReason | undefined): CallStep<Session> {
  if (session.phase !== 'established' || session.hangUpWaits) return { state: session, effects: [] };
  // 15: the callee MUST NOT send BYE before the ACK of its 2xx came or its transaction timed out.
  if (session.unacked?.first)
    return { state: { ...session, hangUpWaits: reason ? { reason } : {} }, effects: [] };
  return sayBye(session, { kind: 'bye', by: 'us' }, reason);
}
