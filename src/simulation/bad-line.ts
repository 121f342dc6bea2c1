/** What a bad line does to speech: lost packets as gaps, and hiss under all of it. The same every time. */
import { LINE_RATE, type Pcm } from '#audio';
import { randomUnit, seededRandom } from '#kernel';

/** A gap takes as much as a few packets. */
const GAP_SAMPLES = (60 * LINE_RATE) / 1000;
const GAP_SHARE = 0.25;
/** Peak of the hiss, about 26 dB below full speech. */
const HISS = 1200;
const SEED = 107;

export function overBadLine(pcm: Pcm): Pcm {
  const chance = seededRandom(SEED);
  const heard = new Int16Array(pcm.length);
  let isGap = false;
  for (let at = 0; at < pcm.length; at++) {
    if (at % GAP_SAMPLES === 0) isGap = randomUnit(chance) < GAP_SHARE;
    const hiss = Math.round((randomUnit(chance) * 2 - 1) * HISS);
    heard[at] = Math.max(-32_768, Math.min(32_767, (isGap ? 0 : pcm[at]!) + hiss));
  }
  return heard;
}
