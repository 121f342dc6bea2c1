/** Between the engine's samples (-1 to 1, any rate) and ours. Pure. */
import { LINE_RATE, resample as changeRate, type Pcm } from '#audio';
import type { Waveform } from './binding.ts';

export function toFloat(pcm: Pcm): Float32Array {
  return Float32Array.from(pcm, (sample) => sample / 32_768);
}

/** @returns 8 kHz, in a buffer of its own */
export function resample({ samples, sampleRate }: Waveform): Int16Array {
  const pcm = Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
  return new Int16Array(changeRate(pcm, sampleRate, LINE_RATE));
}
