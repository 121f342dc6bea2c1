/** Our 2xx and its ACK (RFC 3261, 13.3.1.4): repeated until the ACK comes, given up after 64*T1. */
import type { Millis } from '#kernel';
import { refreshTarget } from '../dialog/index.ts';
import { sdpOf, type SipRequest, type SipResponse } from '../message/index.ts';
import { arm, disarm, respond, type CallEffect, type CallStep } from './effects.ts';
import { contact } from './requests.ts';
import { answer } from './responses.ts';
import { sayBye } from './session-bye.ts';
import type { Session } from './session-state.ts';

/** Sends a 2xx that must be acknowledged. */
export function sendAnswer(
  session: Session,
  key: string,
  response: SipResponse,
  first: boolean,
): CallStep<Session> {
  const { t1 } = session.self;
  return {
    state: { ...session, unacked: { key, response, interval: t1, first }, localSdp: response.body },
    effects: [respond(key, response), arm('answer-repeat', t1), arm('answer-limit', 64 * t1)],
  };
}

/** 13.3.1.4: the interval starts at T1 and doubles up to T2, over every transport. */
export function repeatAnswer(session: Session): CallStep<Session> {
  const { unacked, self } = session;
  if (!unacked) return { state: session, effects: [] };
  const interval = Math.min(unacked.interval * 2, self.t2);
  return {
    state: { ...session, unacked: { ...unacked, interval } },
    effects: [respond(unacked.key, unacked.response), arm('answer-repeat', interval)],
  };
}

/** 13.3.1.4: no ACK for 64*T1: the dialog is confirmed but SHOULD be ended with BYE. */
export function giveUpAnswer(session: Session): CallStep<Session> {
  if (!session.unacked) return { state: session, effects: [] };
  const { unacked: _, ...rest } = session;
  return sayBye(
    rest,
    session.hangUpWaits
      ? { kind: 'bye', by: 'us', detail: 'The ACK never came.' }
      : { kind: 'no-response', by: 'network', detail: 'The ACK to our 2xx never came (64*T1).' },
    session.hangUpWaits?.reason,
  );
}

/** The ACK of our 2xx; of the first one it makes the call answered. A repeated ACK changes nothing. */
export function acknowledge(session: Session, ack: SipRequest, now: Millis): CallStep<Session> {
  const { unacked, ...rest } = session;
  if (!unacked || ack.cseq.number !== unacked.response.cseq.number) return { state: session, effects: [] };
  return settleAnswer(rest, unacked.first, sdpOf(ack), now);
}

/** The peer has our 2xx: by its ACK, or because it went on with another request inside the dialog. */
export function settleAnswer(
  session: Omit<Session, 'unacked'>,
  first: boolean,
  sdp: string | undefined,
  now: Millis,
): CallStep<Session> {
  const effects: CallEffect[] = [disarm('answer-repeat'), disarm('answer-limit')];
  if (first)
    effects.push({
      type: 'emit',
      event: { name: 'answered', payload: { at: now, ...(sdp === undefined ? {} : { sdp }) } },
    });
  if (!session.hangUpWaits) return { state: session, effects };
  const bye = sayBye(session, { kind: 'bye', by: 'us' }, session.hangUpWaits.reason);
  return { state: bye.state, effects: [...effects, ...bye.effects] };
}

/** The user's word on the offer of a re-INVITE: 200, or 488 and all stays as it was (14.2). */
export function offerAnswered(session: Session, key: string, sdp: string | null): CallStep<Session> {
  const { asking, ...rest } = session;
  if (!asking || asking.key !== key || session.phase !== 'established')
    return { state: session, effects: [] };
  if (sdp === null)
    return { state: rest, effects: [respond(key, answer(session.self, asking.request, 488))] };
  return acceptReinvite(rest, key, asking.request, sdp);
}

export function acceptReinvite(
  session: Session,
  key: string,
  request: SipRequest,
  sdp: string,
): CallStep<Session> {
  const response = answer(session.self, request, 200, {
    contact: contact(session.self, session.dialog.local),
    sdp,
  });
  // 12.2.2: only an accepted re-INVITE refreshes the target.
  const refreshed = { ...session, dialog: refreshTarget(session.dialog, request) };
  return sendAnswer(refreshed, key, response, false);
}
