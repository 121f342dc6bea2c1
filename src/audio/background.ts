/**
 * A quiet sound behind an agent's voice, so that its silence is not that of a dead line. Made here, of noise that
 * repeats with the loop, so that its end runs into its beginning without a seam.
 */
import { FRAME_SAMPLES, LINE_RATE, type Background, type Pcm, type Samples } from './line.ts';
import { clip } from './level.ts';

/** 8.192 s. */
export const LOOP: Samples = 65_536;
const FULL_SCALE = 32_768;
const VOICES = 5;
const KEYS = 26;
const CUPS = 9;
/** A filter has forgotten what it heard so long before. */
const SETTLED: Samples = 2048;
const SWELL_STEP: Samples = 64;

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
    const loop = this.#loop;
    for (let i = 0, from = at % LOOP; i < FRAME_SAMPLES; i++) {
      frame[i] = clip(frame[i]! + loop[from]! * this.#factor);
      if (++from === LOOP) from = 0;
    }
  }
}

/** Makes all loops, so that no call waits for one. */
export function prepareBackgrounds(): void {
  loopOf('room');
  loopOf('office');
  loopOf('cafe');
}

const LOOPS: Readonly<Record<Background['sound'], () => Float32Array>> = {
  room: () => room(noise(1)),
  office: () => keys(voices(room(noise(2)), VOICES, 0.55)),
  cafe: () => cups(voices(room(noise(4)), 2 * VOICES, 0.8)),
};

const loops = new Map<Background['sound'], Float32Array>();

/** Root mean square 1. */
function loopOf(sound: Background['sound']): Float32Array {
  let loop = loops.get(sound);
  if (!loop) {
    loop = normal(LOOPS[sound]());
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

/** Air: noise that falls by 6 dB an octave from 150 Hz on, and a distant ventilation. */
function room(next: Noise): Float32Array {
  const air = filtered(next, onePole(150), 1);
  const hum = filtered(next, resonance(120, 8), 0.5);
  return normal(air.map((one, i) => one + hum[i]!));
}

/** Through walls: formants without words, in syllables of three to five a second, in phrases of some seconds. */
function voices(sum: Float32Array, count: number, level: number): Float32Array {
  for (let voice = 0; voice < count; voice++) {
    const next = noise(10 + voice);
    const low = filtered(next, resonance(420 + 160 * next(), 3), 1);
    const high = filtered(next, resonance(1300 + 350 * next(), 4), 0.35);
    const syllables = swell(next, 24, 41);
    const phrases = swell(next, 1, 4);
    for (let i = 0; i < LOOP; i++) {
      const loud = Math.max(0, 0.4 + syllables[i]!) * Math.max(0, phrases[i]!);
      sum[i]! += level * (low[i]! + high[i]!) * loud;
    }
  }
  return sum;
}

function keys(sum: Float32Array): Float32Array {
  const next = noise(3);
  for (let key = 0; key < KEYS; key++) {
    const at = Math.floor(((next() + 1) / 2) * LOOP);
    const loud = 0.5 + 0.4 * next();
    for (let i = 0; i < 80; i++) sum[(at + i) % LOOP]! += loud * next() * Math.exp(-i / 18);
  }
  return sum;
}

/** Cups on saucers: short bright rings. */
function cups(sum: Float32Array): Float32Array {
  const next = noise(5);
  for (let cup = 0; cup < CUPS; cup++) {
    const at = Math.floor(((next() + 1) / 2) * LOOP);
    const [hz, loud] = [2300 + 600 * next(), 0.6 + 0.3 * next()];
    for (let i = 0; i < 900; i++)
      sum[(at + i) % LOOP]! += loud * Math.sin((2 * Math.PI * hz * i) / LINE_RATE) * Math.exp(-i / 160);
  }
  return sum;
}

/** One sample in, one out. */
type Filter = (sample: number) => number;

/** @param hz where its response has fallen by 3 dB */
function onePole(hz: number): Filter {
  const keep = Math.exp((-2 * Math.PI * hz) / LINE_RATE);
  let last = 0;
  return (sample) => (last = keep * last + (1 - keep) * sample);
}

/** Two poles around `hz`, as narrow as `quality` is high, and a zero at 0 Hz and at half the rate. */
function resonance(hz: number, quality: number): Filter {
  const angle = (2 * Math.PI * hz) / LINE_RATE;
  const radius = Math.exp(-angle / (2 * quality));
  const [b, c] = [2 * radius * Math.cos(angle), radius * radius];
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (sample) => {
    const out = sample - x2 + b * y1 - c * y2;
    x2 = x1;
    x1 = sample;
    y2 = y1;
    y1 = out;
    return out;
  };
}

/** Noise through a filter that has heard the end of the loop before its beginning. Root mean square `level`. */
function filtered(next: Noise, filter: Filter, level: number): Float32Array {
  const input = new Float32Array(LOOP);
  for (let i = 0; i < LOOP; i++) input[i] = next();
  for (let i = LOOP - SETTLED; i < LOOP; i++) filter(input[i]!);
  for (let i = 0; i < LOOP; i++) input[i] = filter(input[i]!);
  return normal(input, level);
}

/** Waves of `from` to `to` periods a loop, about -1 to 1, computed every 8 ms. */
function swell(next: Noise, from: number, to: number): Float32Array {
  const waves = Array.from({ length: to - from }, (_, i) => [from + i, Math.PI * next()] as const);
  const points = Float32Array.from({ length: LOOP / SWELL_STEP }, (_, at) =>
    waves.reduce((sum, [k, phase]) => sum + Math.cos((2 * Math.PI * k * at * SWELL_STEP) / LOOP + phase), 0),
  );
  const level = normal(points, 0.7);
  const swelling = new Float32Array(LOOP);
  for (let i = 0; i < LOOP; i++) {
    const at = Math.floor(i / SWELL_STEP);
    const part = (i % SWELL_STEP) / SWELL_STEP;
    swelling[i] = level[at]! * (1 - part) + level[(at + 1) % level.length]! * part;
  }
  return swelling;
}

/** Changes the signal to this root mean square. */
function normal(signal: Float32Array, level = 1): Float32Array {
  let power = 0;
  for (const one of signal) power += one * one;
  const factor = level / Math.sqrt(power / signal.length);
  for (let i = 0; i < signal.length; i++) signal[i] = signal[i]! * factor;
  return signal;
}
