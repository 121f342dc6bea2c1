/** Loudness: measuring it, changing it, adding signals. */
import type { Pcm } from './line.ts';
import { energyOf } from './tones/goertzel.ts';

const FULL_SCALE = 32_768;

/** Root mean square in dB below full scale (a full-scale square wave is 0); -Infinity for silence. */
export function levelDbfs(pcm: Pcm): number {
  return pcm.length === 0 ? -Infinity : 10 * Math.log10(energyOf(pcm) / pcm.length / FULL_SCALE ** 2);
}

/** The signal `db` louder (or softer), clipped at full scale. */
export function gain(pcm: Pcm, db: number): Pcm {
  const factor = 10 ** (db / 20);
  return pcm.map((sample) => clip(sample * factor));
}

/** The sum of two signals, as long as the longer one, clipped at full scale. */
export function mix(a: Pcm, b: Pcm): Pcm {
  return Int16Array.from({ length: Math.max(a.length, b.length) }, (_, i) => clip((a[i] ?? 0) + (b[i] ?? 0)));
}

/** The nearest 16-bit value. */
export function clip(value: number): number {
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(value)));
}
