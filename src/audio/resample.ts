/** Changes the sample rate by a ratio of whole numbers, with our own windowed-sinc filter. */
import type { Pcm } from './line.ts';
import { clip } from './level.ts';

/** Taps of the filter on each side, in samples of the lower rate; 12 give about 60 dB beyond the transition. */
const HALF_TAPS = 12;
/** Share of the lower rate's band that passes; the rest is the transition, so that nothing folds back. */
const PASS = 0.92;

/** Resamples pieces of one signal; what is at a piece's end is finished by the next one or by `end`. */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  /** Filter at `up` times the input's rate, centre at `#half`. */
  readonly #taps: Float64Array;
  readonly #half: number;
  #history: Int16Array = new Int16Array(0);
  /** Input samples before `#history`. */
  #dropped = 0;
  #produced = 0;

  /** @param from @param to samples a second, e.g. 16000 and 8000. */
  constructor(from: number, to: number) {
    const divisor = greatestCommonDivisor(from, to);
    this.#up = to / divisor;
    this.#down = from / divisor;
    const widest = Math.max(this.#up, this.#down);
    this.#half = HALF_TAPS * widest;
    this.#taps = Float64Array.from({ length: 2 * this.#half + 1 }, (_, i) => {
      const x = (i - this.#half) / widest;
      const blackman =
        0.42 + 0.5 * Math.cos((Math.PI * x) / HALF_TAPS) + 0.08 * Math.cos((2 * Math.PI * x) / HALF_TAPS);
      return ((this.#up * PASS) / widest) * sinc(PASS * x) * blackman;
    });
  }

  /** The output that `pcm` completes. */
  push(pcm: Pcm): Pcm {
    const joined = new Int16Array(this.#history.length + pcm.length);
    joined.set(this.#history);
    joined.set(pcm, this.#history.length);
    this.#history = joined;
    // Output n needs input up to (n * down + half) / up.
    const available = this.#dropped + joined.length;
    return this.#produce(Math.floor(((available - 1) * this.#up - this.#half) / this.#down) + 1);
  }

  /** The rest; afterwards the resampler is done. */
  end(): Pcm {
    const available = this.#dropped + this.#history.length;
    return this.#produce(Math.ceil((available * this.#up) / this.#down));
  }

  #produce(until: number): Pcm {
    const count = Math.max(0, until - this.#produced);
    const out = new Int16Array(count);
    const [up, down, half, taps, history] = [this.#up, this.#down, this.#half, this.#taps, this.#history];
    for (let n = 0; n < count; n++) {
      const centre = (this.#produced + n) * down;
      const first = Math.max(this.#dropped, Math.ceil((centre - half) / up));
      const last = Math.min(this.#dropped + history.length - 1, Math.floor((centre + half) / up));
      let sum = 0;
      for (let k = first; k <= last; k++) sum += history[k - this.#dropped]! * taps[k * up - centre + half]!;
      out[n] = clip(sum);
    }
    this.#produced += count;
    const needed = Math.max(this.#dropped, Math.floor((this.#produced * down - half) / up));
    this.#history = history.slice(Math.min(history.length, needed - this.#dropped));
    this.#dropped = Math.min(needed, this.#dropped + history.length);
    return out;
  }
}

/** A whole signal at once; positions stay: output sample n lies at input sample n * from / to. */
export function resample(pcm: Pcm, from: number, to: number): Pcm {
  if (from === to) return pcm;
  const resampler = new Resampler(from, to);
  const head = resampler.push(pcm);
  const tail = resampler.end();
  const out = new Int16Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
