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
  room: () => room(new Noise(1)),
  office: () => keys(voices(room(new Noise(2)), VOICES, 0.55)),
  cafe: () => cups(voices(room(new Noise(4)), 2 * VOICES, 0.8)),
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

/** The same numbers every time, -1 to 1 (xorshift, Marsaglia 2003): no chance is involved. */
class Noise {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 0x9e3779b1;
  }

  next(): number {
    this.into(this.#one);
    return this.#one[0]!;
  }

  into(signal: Float32Array): Float32Array {
    let state = this.#state;
    for (let i = 0; i < signal.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      signal[i] = (state | 0) / 2 ** 31;
    }
    this.#state = state;
    return signal;
  }

  readonly #one = new Float32Array(1);
}

/** Air: noise that falls by 6 dB an octave from 150 Hz on, and a distant ventilation. */
function room(noise: Noise): Float32Array {
  const air = filtered(noise, onePole(150), 1);
  const hum = filtered(noise, resonance(120, 8), 0.5);
  for (let i = 0; i < LOOP; i++) air[i]! += hum[i]!;
  return normal(air);
}

/** Through walls: formants without words, in syllables of three to five a second, in phrases of some seconds. */
function voices(sum: Float32Array, count: number, level: number): Float32Array {
  for (let voice = 0; voice < count; voice++) {
    const noise = new Noise(10 + voice);
    const low = filtered(noise, resonance(420 + 160 * noise.next(), 3), 1);
    const high = filtered(noise, resonance(1300 + 350 * noise.next(), 4), 0.35);
    const syllables = swell(noise, 24, 41);
    const phrases = swell(noise, 1, 4);
    for (let i = 0; i < LOOP; i++) {
      const loud = Math.max(0, 0.4 + syllables[i]!) * Math.max(0, phrases[i]!);
      sum[i]! += level * (low[i]! + high[i]!) * loud;
    }
  }
  return sum;
}

function keys(sum: Float32Array): Float32Array {
  const noise = new Noise(3);
  for (let key = 0; key < KEYS; key++) {
    const at = Math.floor(((noise.next() + 1) / 2) * LOOP);
    const loud = 0.5 + 0.4 * noise.next();
    for (let i = 0; i < 80; i++) sum[(at + i) % LOOP]! += loud * noise.next() * Math.exp(-i / 18);
  }
  return sum;
}

/** Cups on saucers: short bright rings. */
function cups(sum: Float32Array): Float32Array {
  const noise = new Noise(5);
  for (let cup = 0; cup < CUPS; cup++) {
    const at = Math.floor(((noise.next() + 1) / 2) * LOOP);
    const [hz, loud] = [2300 + 600 * noise.next(), 0.6 + 0.3 * noise.next()];
    for (let i = 0; i < 900; i++)
      sum[(at + i) % LOOP]! += loud * Math.sin((2 * Math.PI * hz * i) / LINE_RATE) * Math.exp(-i / 160);
  }
  return sum;
}

/** Coefficients of y[n] = a x[n] + c x[n-2] + d y[n-1] + e y[n-2]. */
type Filter = readonly [a: number, c: number, d: number, e: number];

/** @param hz where its response has fallen by 3 dB */
function onePole(hz: number): Filter {
  const keep = Math.exp((-2 * Math.PI * hz) / LINE_RATE);
  return [1 - keep, 0, keep, 0];
}

/** Two poles around `hz`, as narrow as `quality` is high, and a zero at 0 Hz and at half the rate. */
function resonance(hz: number, quality: number): Filter {
  const angle = (2 * Math.PI * hz) / LINE_RATE;
  const radius = Math.exp(-angle / (2 * quality));
  return [1, -1, 2 * radius * Math.cos(angle), -radius * radius];
}

/** Noise through a filter that has heard the end of the loop before its beginning. Root mean square `level`. */
function filtered(noise: Noise, [a, c, d, e]: Filter, level: number): Float32Array {
  const loop = noise.into(new Float32Array(LOOP));
  // The state is kept in locals: a closure a sample would cost a tenth of a second more.
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let i = -SETTLED; i < LOOP; i++) {
    const at = (i + LOOP) % LOOP;
    const x = loop[at]!;
    const y = a * x + c * x2 + d * y1 + e * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    if (i >= 0) loop[at] = y;
  }
  return normal(loop, level);
}

/** Waves of `from` to `to` periods a loop, about -1 to 1, computed every 8 ms. */
function swell(noise: Noise, from: number, to: number): Float32Array {
  const waves = Array.from({ length: to - from }, (_, i) => [from + i, Math.PI * noise.next()] as const);
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
  for (let i = 0; i < signal.length; i++) power += signal[i]! * signal[i]!;
  const factor = level / Math.sqrt(power / signal.length);
  for (let i = 0; i < signal.length; i++) signal[i] = signal[i]! * factor;
  return signal;
}
