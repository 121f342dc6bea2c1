/** What an INVITE describes, and what the log tells of it. */
import { isTwilio, type Attempt, type Trunk } from '#domain';
import type { Millis } from '#kernel';
import type { MediaSession, OutgoingInvite, SipTarget } from '#telephony';
import type { Hop } from './route.ts';

/** Our offer, as the way and the trunk want it. */
export function describes(
  media: Pick<MediaSession, 'offer'>,
  trunk: Trunk | null,
  hop: Pick<Hop, 'secure'>,
): Pick<OutgoingInvite, 'offer' | 'delayedOffer'> {
  const isLate = trunk !== null && !isTwilio(trunk) && trunk.settings?.late_offer === true;
  return { offer: media.offer({ secure: hop.secure === true }), ...(isLate ? { delayedOffer: true } : {}) };
}

/** Of `invite-sent`: which attempt, by which way. */
export function sentFacts(
  at: Millis,
  { id, sipCallId }: Pick<Attempt, 'id' | 'sipCallId'>,
  { uri, secure }: Hop,
  { transport, host, port }: SipTarget,
): Readonly<Record<string, unknown>> {
  return {
    ...{ at, sip_call_id: sipCallId, attempt_id: id, via: uri, transport, address: host, port },
    ...(secure ? { profile: 'RTP/SAVP' } : {}),
  };
}
