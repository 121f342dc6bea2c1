/** Where in a synthesized part there is sound; voices begin and end with some silence. */
import type { Pcm, Samples } from '#audio';

/** Quieter than this is silence (about -46 dBFS). */
const SILENCE = 160;

export function soundOf(
  chunks: readonly Pcm[],
  samples: Samples,
): { readonly soundFrom: Samples; readonly soundTo: Samples } {
  let from = samples;
  let to = 0;
  let offset = 0;
  for (const chunk of chunks) {
    const first = chunk.findIndex(isSound);
    if (first >= 0) {
      from = Math.min(from, offset + first);
      to = offset + chunk.findLastIndex(isSound) + 1;
    }
    offset += chunk.length;
  }
  return from < to ? { soundFrom: from, soundTo: to } : { soundFrom: 0, soundTo: samples };
}

function isSound(sample: number): boolean {
  return sample > SILENCE || sample < -SILENCE;
}
