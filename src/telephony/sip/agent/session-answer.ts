/** Our 2xx and its ACK (RFC 3261, 13.3.1.4): repeated until the ACK comes, given up after 64*T1. */
import type { Millis } from '#kernel';
import { sdpOf, type SipRequest, type SipResponse } from '../message/index.ts';
import { arm, disarm, respond, type CallEffect, type CallStep } from './effects.ts';
import { described } from './session-asks.ts';
import { sayBye } from './session-bye.ts';
import type { Session, Unacked } from './session-state.ts';

/** Sends a 2xx that must be acknowledged. */
export function sendAnswer(
  session: Session,
  key: string,
  response: SipResponse,
  { first, offers }: Pick<Unacked, 'first' | 'offers'>,
): CallStep<Session> {
  const { t1 } = session.self;
  return {
    state: {
      ...session,
      unacked: { key, response, interval: t1, first, offers },
      // RFC 3262, 5: a 2xx without description leaves the one of before.
      localSdp: response.body === '' ? session.localSdp : response.body,
    },
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
  const sdp = sdpOf(ack);
  const known = sdp !== undefined && unacked.offers ? { ...rest, remoteSdp: sdp } : rest;
  const settled = settleAnswer(known, unacked.first, sdp, now);
  // 13.2.1: an offer in a 2xx is answered in its ACK; that of the first one comes with `answered`.
  const late = unacked.offers && !unacked.first ? described(session, sdp) : [];
  return { state: settled.state, effects: [...late, ...settled.effects] };
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
