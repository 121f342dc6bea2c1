/** Where in a synthesized part there is sound; voices begin and end with some silence, and pause between clauses. */
import { LINE_RATE, type Pcm, type Samples } from '#audio';

/** Quieter than this is silence (about -46 dBFS). */
const SILENCE = 160;
/** The shortest silence that is a pause: stops inside words are shorter. 90 ms. */
const SHORTEST = (90 * LINE_RATE) / 1000;

export interface Sound {
  readonly soundFrom: Samples;
  readonly soundTo: Samples;
  /** Silences within it, in order. */
  readonly pauses: readonly { readonly start: Samples; readonly end: Samples }[];
}

export function soundOf(chunks: readonly Pcm[], samples: Samples): Sound {
  const pauses: { start: Samples; end: Samples }[] = [];
  let from = -1;
  let to = 0;
  let offset = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) {
      if (chunk[i]! <= SILENCE && chunk[i]! >= -SILENCE) continue;
      const at = offset + i;
      if (from < 0) from = at;
      else if (at - to >= SHORTEST) pauses.push({ start: to, end: at });
      to = at + 1;
    }
    offset += chunk.length;
  }
  return from < 0 ? { soundFrom: 0, soundTo: samples, pauses: [] } : { soundFrom: from, soundTo: to, pauses };
}
