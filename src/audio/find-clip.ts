/** Where a known clip occurs in a recording: normalised cross-correlation by FFT. */
import { fft } from './fft.ts';
import type { Pcm, Samples } from './line.ts';

export interface ClipMatch {
  /** Where the clip begins in the haystack. */
  readonly at: Samples;
  /** 1: the same up to loudness; about 0: nothing of it. */
  readonly correlation: number;
}

/**
 * The best place of `needle` wholly inside `haystack`; `null` when that is shorter or either is silent.
 * @example findClip(recording, greeting)!.correlation > 0.9
 */
export function findClip(haystack: Pcm, needle: Pcm): ClipMatch | null {
  const places = haystack.length - needle.length + 1;
  if (places <= 0 || needle.length === 0) return null;
  const size = 2 ** Math.ceil(Math.log2(haystack.length + needle.length));
  // Both signals in one transform: the haystack as real part, the needle as imaginary part.
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)];
  real.set(haystack);
  imaginary.set(needle);
  fft(real, imaginary);
  const [crossReal, crossImaginary] = [new Float64Array(size), new Float64Array(size)];
  for (let k = 0; k < size; k++) {
    const j = (size - k) % size;
    const [hr, hi] = [(real[k]! + real[j]!) / 2, (imaginary[k]! - imaginary[j]!) / 2];
    const [nr, ni] = [(imaginary[k]! + imaginary[j]!) / 2, (real[j]! - real[k]!) / 2];
    // Correlation: the needle's conjugate.
    crossReal[k] = hr * nr + hi * ni;
    crossImaginary[k] = hi * nr - hr * ni;
  }
  fft(crossReal, crossImaginary, true);
  let needleEnergy = 0;
  for (const sample of needle) needleEnergy += sample * sample;
  let energy = 0;
  for (let i = 0; i < needle.length; i++) energy += haystack[i]! ** 2;
  let best: ClipMatch | null = null;
  for (let at = 0; at < places; at++) {
    const correlation = crossReal[at]! / Math.sqrt(energy * needleEnergy);
    if (energy > 0 && needleEnergy > 0 && (!best || correlation > best.correlation))
      best = { at, correlation };
    energy += (haystack[at + needle.length] ?? 0) ** 2 - haystack[at]! ** 2;
  }
  return best;
}
