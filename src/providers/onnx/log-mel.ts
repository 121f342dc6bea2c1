/**
 * The log-mel features that Whisper's encoder takes, for a window of 8 s at 16 kHz: what `WhisperFeatureExtractor` of
 * Hugging Face Transformers computes with `chunk_length=8` and `do_normalize=True`
 * (https://huggingface.co/docs/transformers/model_doc/whisper#transformers.WhisperFeatureExtractor).
 */
import { createMelBands } from './mel-bands.ts';

/** Samples a second. */
export const MEL_RATE = 16_000;
/** Samples of the window. */
export const MEL_WINDOW = 8 * MEL_RATE;
export const MEL_BANDS = 80;
/** Columns of 10 ms. */
export const MEL_FRAMES = 800;

/** Samples that one column looks at, and between two columns. */
const SIZE = 400;
const HOP = 160;
const BINS = SIZE / 2 + 1;
/** The transform's size is a square: it goes in two steps of this many. */
const ROOT = 20;

/** Added to the variance, so that silence stays finite. */
const VARIANCE_FLOOR = 1e-7;
const POWER_FLOOR = 1e-10;
/** Decades below the loudest value at which the picture ends. */
const DECADES = 8;

const hann = Float64Array.from({ length: SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE));
const cosine = Float64Array.from({ length: SIZE }, (_, n) => Math.cos((2 * Math.PI * n) / SIZE));
const sine = Float64Array.from({ length: SIZE }, (_, n) => Math.sin((2 * Math.PI * n) / SIZE));
const bands = createMelBands(MEL_BANDS, BINS, MEL_RATE);

/**
 * @param samples 16 kHz; of more than 8 s the last, of fewer with silence in front
 * @returns `MEL_BANDS` rows of `MEL_FRAMES` values, band by band from the lowest
 */
export function logMel(samples: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const window = normalised(samples);
  const padding = Math.max(0, MEL_WINDOW - samples.length);
  const features = new Float32Array(MEL_BANDS * MEL_FRAMES);
  const power = new Float64Array(BINS);
  const block = new Float64Array(SIZE);
  let loudest = -Infinity;
  for (let frame = 0; frame < MEL_FRAMES; frame++) {
    const start = frame * HOP - SIZE / 2;
    // Columns of the silence in front are all as the first.
    if (frame === 0 || start + SIZE > padding) {
      for (let n = 0; n < SIZE; n++) block[n] = window[mirrored(start + n)]! * hann[n]!;
      powerSpectrum(block, power);
    }
    bands.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
      const value = Math.log10(Math.max(sum, POWER_FLOOR));
      features[band * MEL_FRAMES + frame] = value;
      loudest = Math.max(loudest, value);
    });
  }
  return features.map((value) => (Math.max(value, loudest - DECADES) + 4) / 4);
}

/** The window with zero mean and unit variance, its silence included. */
function normalised(samples: ArrayLike<number>): Float64Array {
  const window = new Float64Array(MEL_WINDOW);
  const skipped = samples.length - MEL_WINDOW;
  for (let n = Math.max(0, -skipped); n < MEL_WINDOW; n++) window[n] = samples[n + skipped]!;
  const mean = window.reduce((sum, sample) => sum + sample, 0) / MEL_WINDOW;
  const variance = window.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / MEL_WINDOW;
  const scale = 1 / Math.sqrt(variance + VARIANCE_FLOOR);
  return window.map((sample) => (sample - mean) * scale);
}

/** Columns are centred: beyond its ends the window goes on as in a mirror. */
function mirrored(at: number): number {
  return at < 0 ? -at : at < MEL_WINDOW ? at : 2 * (MEL_WINDOW - 1) - at;
}

const partReal = new Float64Array(SIZE);
const partImaginary = new Float64Array(SIZE);

/** |X|² of the bins 0 to `SIZE` / 2: transforms of every 20th sample, then of those, since 400 is no power of two. */
function powerSpectrum(block: Float64Array, power: Float64Array): void {
  for (let offset = 0; offset < ROOT; offset++) {
    for (let m = 0; m <= ROOT / 2; m++) {
      let re = 0;
      let im = 0;
      let turn = 0;
      for (let at = offset; at < SIZE; at += ROOT) {
        re += block[at]! * cosine[turn]!;
        im -= block[at]! * sine[turn]!;
        turn += m * ROOT;
        if (turn >= SIZE) turn -= SIZE;
      }
      // Real samples: the other half is the mirror image.
      const mirror = m === 0 ? 0 : ROOT - m;
      partReal[mirror * ROOT + offset] = re;
      partImaginary[mirror * ROOT + offset] = -im;
      partReal[m * ROOT + offset] = re;
      partImaginary[m * ROOT + offset] = im;
    }
  }
  for (let bin = 0; bin < BINS; bin++) {
    const part = (bin % ROOT) * ROOT;
    let re = 0;
    let im = 0;
    let turn = 0;
    for (let offset = 0; offset < ROOT; offset++) {
      const real = partReal[part + offset]!;
      const imaginary = partImaginary[part + offset]!;
      re += real * cosine[turn]! + imaginary * sine[turn]!;
      im += imaginary * cosine[turn]! - real * sine[turn]!;
      turn += bin;
      if (turn >= SIZE) turn -= SIZE;
    }
    power[bin] = re * re + im * im;
  }
}
