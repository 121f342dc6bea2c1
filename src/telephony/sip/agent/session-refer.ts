/** Our REFER, and the NOTIFYs that tell how it goes (RFC 3515, 2.4). */
import type { ReferralProgress } from '../../contract.ts';
import {
  header,
  mediaType,
  parseEvent,
  parseSubscriptionState,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { arm, disarm, respond, type CallEffect, type CallStep } from './effects.ts';
import { answer } from './responses.ts';
import type { Session } from './session-state.ts';

/** RFC 3515, 2.4.4: the subscription lasts as the NOTIFY says; no longer than a telephone rings, s. */
const MOST_S = 180;

/** 2xx to our REFER: 202 or 200. RFC 4488, 4: `Refer-Sub: false` says that nothing more will be told. */
export function referAnswered(
  session: Session,
  id: number,
  request: SipRequest,
  { status, reason, ...response }: SipResponse,
): CallStep<Session> {
  if (header(response, 'Refer-Sub')?.toLowerCase() === 'false')
    return { state: session, effects: [told(id, { status, reason, final: true })] };
  return {
    state: { ...session, subscription: { id, cseq: request.cseq.number } },
    effects: [told(id, { status, reason, final: false }), arm('refer-limit', 64 * session.self.t1)],
  };
}

/** RFC 3515, 2.4.5: the body is the status line of what the peer heard from the one whom we named. */
export function takeNotify(session: Session, key: string, request: SipRequest): CallStep<Session> {
  const { self, subscription } = session;
  const say = (status: number): CallEffect => respond(key, answer(self, request, status));
  const event = parseEvent(header(request, 'Event') ?? '');
  // RFC 6665, 8.2.1: an event package that we do not know.
  if (event?.name !== 'refer') return { state: session, effects: [say(489)] };
  const state = parseSubscriptionState(header(request, 'Subscription-State') ?? '');
  // RFC 6665, 4.1.3: a NOTIFY that matches no subscription is 481.
  if (!subscription || (event.id !== undefined && event.id !== String(subscription.cseq)))
    return { state: session, effects: [say(481)] };
  if (!state || mediaType(header(request, 'Content-Type') ?? '') !== 'message/sipfrag')
    return { state: session, effects: [say(400)] };
  const read = /^SIP\/2\.0 ([1-6]\d\d)(?: ([^\r\n]*))?/.exec(request.body);
  const status = read ? Number(read[1]) : 100;
  const final = status >= 200 || state.state === 'terminated';
  const progress = { status, reason: read?.[2] ?? '', final };
  const { subscription: _, ...rest } = session;
  return {
    state: final ? rest : session,
    effects: [
      say(200),
      told(subscription.id, progress),
      final ? disarm('refer-limit') : arm('refer-limit', Math.min(state.expires ?? MOST_S, MOST_S) * 1_000),
    ],
  };
}

/** The peer tells nothing for too long. */
export function referLimit(session: Session): CallStep<Session> {
  const { subscription, ...rest } = session;
  if (!subscription) return { state: session, effects: [] };
  return {
    state: rest,
    effects: [told(subscription.id, { status: 408, reason: 'The peer told nothing.', final: true })],
  };
}

function told(id: number, progress: ReferralProgress): CallEffect {
  return { type: 'refer-told', id, progress };
}
