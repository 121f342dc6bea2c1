/** What the peer of a dialog says to our media after the answer: new descriptions, hold, keys beside the audio. */
import type { MediaSession, SipCall } from '#telephony';

export interface DialogWords {
  /** The peer put us on hold, or took us back (RFC 3264, 8.4). */
  held?(held: boolean): void;
}

export function followDialog(
  sip: SipCall,
  media: Pick<MediaSession, 'takeOffer' | 'takeAnswer' | 'offerAgain' | 'hearKey'>,
  words: DialogWords = {},
): void {
  let held = false;
  const negotiated = (taken: ReturnType<MediaSession['takeAnswer']>): void => {
    if (!taken.ok || taken.held === held) return;
    held = taken.held;
    words.held?.(held);
  };
  sip.onOffer((offer) => {
    const taken = media.takeOffer(offer);
    negotiated(taken);
    return taken.answer ?? null;
  });
  sip.onOfferWanted(() => media.offerAgain(false));
  sip.events.on('described', ({ sdp }) => negotiated(media.takeAnswer(sdp)));
  sip.events.on('key', ({ digit, durationMs }) => media.hearKey(digit, durationMs));
}
