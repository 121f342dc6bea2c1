/** Two legs become one conversation: audio from ring to ring on the media threads, keys by their events. */
import type { MediaSession } from '#telephony';

/** @returns parts them again */
export function joinLegs(one: MediaSession, other: MediaSession): () => void {
  one.cut();
  other.cut();
  one.bridge(other);
  other.bridge(one);
  const stops = [relayKeys(one, other), relayKeys(other, one)];
  return () => {
    for (const stop of stops) stop();
    one.unbridge();
    other.unbridge();
  };
}

/** An event has no sound of its own (RFC 4733, 2.1 lets it stand in the place of the tone); a tone crosses by itself. */
function relayKeys(from: MediaSession, to: MediaSession): () => void {
  return from.events.on('dtmf-received', ({ digit, inBand }) => {
    if (!inBand) to.sendDigits(digit);
  });
}
