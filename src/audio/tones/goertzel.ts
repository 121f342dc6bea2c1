/** The Goertzel algorithm: how much of a block is one frequency, or each of four. */
import { LINE_RATE, type Pcm } from '../line.ts';

/** 2 cos of the angle between two samples. */
function coefficient(frequency: number, rate: number): number {
  return 2 * Math.cos((2 * Math.PI * frequency) / rate);
}

/** Measures one frequency in blocks of any length. */
export class Goertzel {
  readonly #coefficient: number;

  /** @param frequency Hz, below half of `rate`. */
  constructor(frequency: number, rate = LINE_RATE) {
    this.#coefficient = coefficient(frequency, rate);
  }

  /** |X|² of the block: (A n / 2)² for a sine wave of peak A. */
  power(pcm: Pcm): number {
    let s1 = 0;
    let s2 = 0;
    for (let i = 0; i < pcm.length; i++) {
      const s0 = pcm[i]! + this.#coefficient * s1 - s2;
      s2 = s1;
      s1 = s0;
    }
    return s1 * s1 + s2 * s2 - this.#coefficient * s1 * s2;
  }

  /** The share of the block's energy at this frequency: 1 for the pure tone, 0 in silence. */
  share(pcm: Pcm): number {
    const energy = energyOf(pcm);
    return energy === 0 ? 0 : (2 * this.power(pcm)) / (pcm.length * energy);
  }
}

/**
 * Four frequencies in one pass: each recurrence waits for its last step, so that four side by side take hardly longer
 * than one.
 */
export class GoertzelFour {
  readonly #coefficients: Float64Array;
  /** |X|² of each, of the last block. */
  readonly powers = new Float64Array(4);

  /** @param frequencies four, Hz */
  constructor(frequencies: readonly number[], rate = LINE_RATE) {
    this.#coefficients = Float64Array.from(frequencies, (frequency) => coefficient(frequency, rate));
  }

  /** @returns the index of the strongest, whose power is then in `powers`. */
  strongest(pcm: Pcm): number {
    const a = this.#coefficients[0]!;
    const b = this.#coefficients[1]!;
    const c = this.#coefficients[2]!;
    const d = this.#coefficients[3]!;
    let a1 = 0;
    let a2 = 0;
    let b1 = 0;
    let b2 = 0;
    let c1 = 0;
    let c2 = 0;
    let d1 = 0;
    let d2 = 0;
    for (let i = 0; i < pcm.length; i++) {
      const sample = pcm[i]!;
      const a0 = sample + a * a1 - a2;
      a2 = a1;
      a1 = a0;
      const b0 = sample + b * b1 - b2;
      b2 = b1;
      b1 = b0;
      const c0 = sample + c * c1 - c2;
      c2 = c1;
      c1 = c0;
      const d0 = sample + d * d1 - d2;
      d2 = d1;
      d1 = d0;
    }
    const { powers } = this;
    powers[0] = a1 * a1 + a2 * a2 - a * a1 * a2;
    powers[1] = b1 * b1 + b2 * b2 - b * b1 * b2;
    powers[2] = c1 * c1 + c2 * c2 - c * c1 * c2;
    powers[3] = d1 * d1 + d2 * d2 - d * d1 * d2;
    let best = 0;
    for (let i = 1; i < 4; i++) if (powers[i]! > powers[best]!) best = i;
    return best;
  }
}

/** Sum of squares. */
export function energyOf(pcm: Pcm): number {
  let sum = 0;
  for (let i = 0; i < pcm.length; i++) sum += pcm[i]! * pcm[i]!;
  return sum;
}
