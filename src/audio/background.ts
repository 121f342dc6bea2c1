/**
 * A quiet sound behind an agent's voice, so that its silence is not that of a dead line. Made here, of noise whose
 * spectrum and swell repeat with the loop, so that its end runs into its beginning without a seam.
 */
import { fft } from './fft.ts';
import { FRAME_SAMPLES, LINE_RATE, type Pcm, type Samples } from './line.ts';
import { clip } from './level.ts';

export interface Background {
  /** `room`: air and a distant hum. `office`: also people who talk elsewhere, and some keys. */
  readonly sound: 'office' | 'room';
  /** dBFS, root mean square over the loop. */
  readonly levelDb: number;
}

/** 8.192 s. */
export const LOOP: Samples = 65_536;
const FULL_SCALE = 32_768;
const VOICES = 5;
const KEYS = 26;

/** Adds to what leaves; one a call, its loop shared by all. */
export class BackgroundSound {
  readonly #loop: Float32Array;
  readonly #factor: number;

  constructor({ sound, levelDb }: Background) {
    this.#loop = loopOf(sound);
    this.#factor = FULL_SCALE * 10 ** (levelDb / 20);
  }

  /** @param at the line's position of the frame's first sample */
  under(frame: Pcm, at: Samples): void {
    const from = at % LOOP;
    for (let i = 0; i < FRAME_SAMPLES; i++)
      frame[i] = clip(frame[i]! + this.#loop[(from + i) % LOOP]! * this.#factor);
  }
}

const loops = new Map<Background['sound'], Float32Array>();

/** Root mean square 1. */
function loopOf(sound: Background['sound']): Float32Array {
  let loop = loops.get(sound);
  if (!loop) {
    loop = normal(sound === 'room' ? room(noise(1)) : office());
    loops.set(sound, loop);
  }
  return loop;
}

type Noise = () => number;

/** The same numbers every time, -1 to 1 (xorshift, Marsaglia 2003): no chance is involved. */
function noise(seed: number): Noise {
  let state = seed * 0x9e3779b1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state | 0) / 2 ** 31;
  };
}

/** Air falls by 6 dB an octave from 150 Hz; what a telephone does not carry is left out. */
function room(next: Noise): Float64Array {
  return shaped(next, (hz) => (hz < 90 || hz > 3400 ? 0 : (150 / Math.max(hz, 150)) * hum(hz)));
}

/** Ventilation: a little more around 120 Hz. */
function hum(hz: number): number {
  return 1 + 1.5 * Math.exp(-(((hz - 120) / 15) ** 2));
}

function office(): Float64Array {
  const sum = normal(room(noise(2)));
  for (let voice = 0; voice < VOICES; voice++) {
    const next = noise(10 + voice);
    const first = 420 + 160 * next();
    const second = 1300 + 350 * next();
    // Through walls: formants without words, in syllables of three to five a second, in phrases of some seconds.
    const sound = normal(shaped(next, (hz) => peak(hz, first, 140) + 0.4 * peak(hz, second, 220)));
    const syllables = normal(shaped(next, (hz) => peak(hz, 4, 1)));
    const phrases = normal(shaped(next, (hz) => (hz > 0 && hz < 0.5 ? 1 : 0)));
    for (let i = 0; i < LOOP; i++)
      sum[i]! += 0.55 * sound[i]! * Math.max(0, 0.4 + syllables[i]!) * Math.max(0, phrases[i]!);
  }
  const next = noise(3);
  for (let key = 0; key < KEYS; key++) {
    const at = Math.floor(((next() + 1) / 2) * LOOP);
    const loud = 0.5 + 0.4 * next();
    for (let i = 0; i < 80; i++) sum[(at + i) % LOOP]! += loud * next() * Math.exp(-i / 18);
  }
  return Float64Array.from(sum);
}

function peak(hz: number, at: number, width: number): number {
  return Math.exp(-(((hz - at) / width) ** 2));
}

/** Noise of a spectrum, periodic in the loop: every component has a whole number of periods. */
function shaped(next: Noise, weight: (hz: number) => number): Float64Array {
  const real = new Float64Array(LOOP);
  const imaginary = new Float64Array(LOOP);
  for (let k = 1; k < LOOP / 2; k++) {
    const size = weight((k * LINE_RATE) / LOOP);
    if (size < 1e-6) continue;
    const phase = Math.PI * next();
    real[k] = real[LOOP - k] = size * Math.cos(phase);
    imaginary[k] = size * Math.sin(phase);
    imaginary[LOOP - k] = -imaginary[k]!;
  }
  fft(real, imaginary, true);
  return real;
}

function normal(signal: Float64Array): Float32Array {
  const power = signal.reduce((sum, one) => sum + one * one, 0) / signal.length;
  return Float32Array.from(signal, (one) => one / Math.sqrt(power));
}
