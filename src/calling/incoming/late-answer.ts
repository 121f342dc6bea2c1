/** The answer to our own offer, for a caller that sent none. */
import type { MediaSession, Negotiation } from '#telephony';

/**
 * RFC 3261, 13.2.1: an offer in the 200 MUST be answered in the ACK; without an answer nobody would hear anybody.
 * @param offer the caller's; then ours was the answer, and there is nothing to agree
 */
export function lateAnswer(
  offer: string | undefined,
  late: string | undefined,
  media: Pick<MediaSession, 'takeAnswer'>,
): Negotiation | null {
  return offer === undefined ? media.takeAnswer(late ?? '') : null;
}
