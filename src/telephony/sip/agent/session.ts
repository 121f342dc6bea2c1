/** An established dialog, whoever called: requests inside it, re-INVITE, BYE both ways (RFC 3261, 12.2, 14, 15). */
import type { Millis } from '#kernel';
import type { CallStep } from './effects.ts';
import type { HangUpReason } from './requests.ts';
import { acknowledge, giveUpAnswer, offerAnswered, repeatAnswer } from './session-answer.ts';
import { endSession, sayBye, takeByeResponse } from './session-bye.ts';
import { serve } from './session-requests.ts';
import type { Session, SessionInput } from './session-state.ts';

export function stepSession(session: Session, input: SessionInput, now: Millis): CallStep<Session> {
  switch (input.type) {
    case 'request':
      return serve(session, input.key, input.request, now);
    case 'ack':
      return acknowledge(session, input.request, now);
    case 'offer-answered':
      return offerAnswered(session, input.key, input.sdp);
    case 'hang-up':
      return hangUp(session, input.reason);
    case 'bye-response':
      return takeByeResponse(session, input.response);
    case 'bye-failed':
      // 15.1.1: without any response the session is over all the same.
      return endSession(session);
    case 'timer':
      if (input.timer === 'answer-repeat') return repeatAnswer(session);
      if (input.timer === 'answer-limit') return giveUpAnswer(session);
      if (input.timer === 'bye-grace') return endSession(session);
      return { state: session, effects: [] };
  }
}

function hangUp(session: Session, reason: HangUpReason | undefined): CallStep<Session> {
  if (session.phase !== 'established' || session.hangUpWaits) return { state: session, effects: [] };
  // 15: the callee MUST NOT send BYE before the ACK of its 2xx came or its transaction timed out.
  if (session.unacked?.first)
    return { state: { ...session, hangUpWaits: reason ? { reason } : {} }, effects: [] };
  return sayBye(session, { kind: 'bye', by: 'us' }, reason);
}
