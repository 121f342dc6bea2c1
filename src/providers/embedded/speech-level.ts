/** Brings synthesized speech to one level and cuts the silence around it. Pure. */
import { FRAME_SAMPLES, LINE_RATE } from '#audio';

/** What callers expect of a voice on the line: active speech, dB relative to full scale. */
export const ACTIVE_LEVEL_DBFS = -20;
/** Frames this far below the loudest one are pauses and do not count. */
const ACTIVE_RANGE_DB = 20;
/** The highest sample after the gain: -1 dBFS. */
const PEAK_LIMIT = 29_204;
/** Softer than this is no speech at all and stays as it is. */
const SILENCE_RMS = 10;
/** The softest consonants lie 40 dB below the loudest vowel, the voices' own noise 44 dB. */
const AUDIBLE_RANGE_DB = 43;
const KEEP_BEFORE = (LINE_RATE * 40) / 1000;
const KEEP_AFTER = (LINE_RATE * 150) / 1000;

/** Level of active speech, dBFS; `-Infinity` for silence. @param pcm 8 kHz. */
export function activeLevel(pcm: Int16Array): number {
  const powers = framePowers(pcm);
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  if (loudest < SILENCE_RMS ** 2) return -Infinity;
  const active = powers.filter((power) => power > loudest / 10 ** (ACTIVE_RANGE_DB / 10));
  return 10 * Math.log10(active.reduce((sum, power) => sum + power, 0) / active.length / 32768 ** 2);
}

/** The same speech at `ACTIVE_LEVEL_DBFS`, less gain where its peaks would clip. */
export function normaliseLevel(pcm: Int16Array): Int16Array {
  const level = activeLevel(pcm);
  if (level === -Infinity) return pcm;
  const peak = pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gain = Math.min(10 ** ((ACTIVE_LEVEL_DBFS - level) / 20), PEAK_LIMIT / peak);
  return pcm.map((sample) => Math.round(sample * gain));
}

/**
 * Without the silence that the synthesizer puts around an utterance, which would delay every turn: 40 ms are left
 * before the first sound and 150 ms after the last.
 */
export function trimSilence(pcm: Int16Array): Int16Array {
  const powers = framePowers(pcm);
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const floor = Math.max(SILENCE_RMS ** 2, loudest / 10 ** (AUDIBLE_RANGE_DB / 10));
  const audible = (power: number): boolean => power > floor;
  const first = powers.findIndex(audible);
  if (first < 0) return pcm.subarray(0, 0);
  const last = powers.findLastIndex(audible);
  return pcm.subarray(
    Math.max(0, first * FRAME_SAMPLES - KEEP_BEFORE),
    Math.min(pcm.length, (last + 1) * FRAME_SAMPLES + KEEP_AFTER),
  );
}

function framePowers(pcm: Int16Array): number[] {
  return Array.from({ length: Math.ceil(pcm.length / FRAME_SAMPLES) }, (_, i) => {
    const frame = pcm.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES);
    return frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length;
  });
}
