/** Prepares an utterance for the recogniser, and finds which of its frames hold sound. Pure. */

/** 10 ms at 8 kHz, the recogniser's frame. */
export const STT_FRAME_SAMPLES = 80;
/** Level of active speech that the recogniser gets, and the noise put under it, dB relative to full scale. */
const SPEECH_DBFS = -20;
export const NOISE_FLOOR_DBFS = -55;
/** Quiet callers are raised by this much at most, so that line noise is not made into speech. */
const MAX_GAIN_DB = 24;
/** A frame this far below active speech is a pause. */
const ACTIVE_RANGE_DB = 22;
/** A frame must stand this far above the quietest tenth of the utterance. */
const NOISE_MARGIN_DB = 6;
/** 250 ms: soft consonants at the border and enough silence for the recogniser to settle; the rest costs time only. */
const PAUSE_KEPT_FRAMES = 25;
/** Speech swings by 15 dB and more, even cut tightly; what swings less is a tone or noise. */
const LEAST_SWING_DB = 6;
/** The same for what is louder than a pause: a tone that comes and goes is as loud each time. */
const LEAST_TONE_SWING_DB = 3;
/** Two tones at once beat (US ringback at 40 Hz, British at 50): over 50 ms that evens out, and speech does not. */
const BEAT_FRAMES = 5;
/** One word may be as even as two tones; no more than that is. */
const LONGEST_EVEN_FRAMES = 60;

export interface Utterance {
  /** -1 to 1. */
  readonly samples: Float32Array;
  /** One flag a frame: louder than a pause. None is set in steady noise or an endless tone. */
  readonly active: readonly boolean[];
}

/**
 * Brings speech to one level and lays white noise under it: the recogniser breaks on digital silence, which comes
 * from silence suppression, concealment and muted callers.
 * @param noise white noise of unit variance, used in a circle.
 */
export function prepareUtterance(pcm: Int16Array, noise: Float32Array): Utterance {
  const powers = framePowers(pcm);
  const power = activePower(powers);
  const wanted = 10 ** (SPEECH_DBFS / 10);
  const gain = power > 0 ? Math.min(Math.sqrt(wanted / power), 10 ** (MAX_GAIN_DB / 20)) : 1;
  const sigma = 10 ** (NOISE_FLOOR_DBFS / 20);
  const samples = Float32Array.from(pcm, (sample, i) =>
    Math.max(-1, Math.min(1, (sample / 32768) * gain + sigma * noise[i % noise.length]!)),
  );
  // Above the line's own noise, but never so high that soft consonants are lost.
  const noisy = Math.min(quantile(powers, 0.1) * 10 ** (NOISE_MARGIN_DB / 10), power / 4);
  const threshold = Math.max(wanted / 10 ** (ACTIVE_RANGE_DB / 10), noisy * gain * gain);
  const loud = powers.map((power) => power * gain * gain > threshold);
  const speech =
    swing(powers) > LEAST_SWING_DB && swing(smooth(powers.filter((_, i) => loud[i]))) > LEAST_TONE_SWING_DB;
  return { samples, active: loud.map((flag) => flag && speech) };
}

/** The utterance from a little before its first active frame to a little after its last; empty when none is active. */
export function aroundSound({ samples, active }: Utterance): Utterance {
  const first = active.indexOf(true);
  if (first < 0) return { samples: new Float32Array(0), active: [] };
  const from = Math.max(0, first - PAUSE_KEPT_FRAMES);
  const to = active.lastIndexOf(true) + 1 + PAUSE_KEPT_FRAMES;
  return {
    samples: samples.subarray(from * STT_FRAME_SAMPLES, to * STT_FRAME_SAMPLES),
    active: active.slice(from, to),
  };
}

/** How far the loud frames lie above the quiet ones, dB; the outermost twentieths do not count. */
function swing(powers: readonly number[]): number {
  return 10 * Math.log10(quantile(powers, 0.95) / Math.max(quantile(powers, 0.05), 1e-10));
}

/** Means of each frame and those that follow it, `BEAT_FRAMES` together; a short sound as it is. */
function smooth(powers: readonly number[]): readonly number[] {
  if (powers.length <= LONGEST_EVEN_FRAMES) return powers;
  return powers.slice(0, powers.length - BEAT_FRAMES + 1).map((_, i) => {
    const part = powers.slice(i, i + BEAT_FRAMES);
    return part.reduce((sum, power) => sum + power, 0) / part.length;
  });
}

/** The power that `share` of the frames stay below. */
function quantile(powers: readonly number[], share: number): number {
  const sorted = [...powers].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/** White Gaussian noise of unit variance. @param uniform random numbers in [0, 1). */
export function gaussianNoise(samples: number, uniform: () => number): Float32Array {
  return Float32Array.from(
    { length: samples },
    () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

/** Mean power of the frames within 20 dB of the loudest ones. */
function activePower(powers: readonly number[]): number {
  // The second loudest 5 % rather than the loudest: one click must not set the level.
  const sorted = [...powers].sort((a, b) => b - a);
  const loud = sorted[Math.floor(sorted.length / 20)] ?? 0;
  const active = powers.filter((power) => power > 0 && power >= loud / 100);
  return active.length === 0 ? 0 : active.reduce((sum, power) => sum + power, 0) / active.length;
}

function framePowers(pcm: Int16Array): number[] {
  return Array.from({ length: Math.ceil(pcm.length / STT_FRAME_SAMPLES) }, (_, i) => {
    const frame = pcm.subarray(i * STT_FRAME_SAMPLES, (i + 1) * STT_FRAME_SAMPLES);
    return frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length / 32768 ** 2;
  });
}
