/** The Goertzel algorithm: how much of a block is one frequency. */
import { LINE_RATE, type Pcm } from '../line.ts';

/** Measures one frequency in blocks of any length. */
export class Goertzel {
  readonly #coefficient: number;

  /** @param frequency Hz, below half of `rate`. */
  constructor(frequency: number, rate = LINE_RATE) {
    this.#coefficient = 2 * Math.cos((2 * Math.PI * frequency) / rate);
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

/** Sum of squares. */
export function energyOf(pcm: Pcm): number {
  let sum = 0;
  for (let i = 0; i < pcm.length; i++) sum += pcm[i]! * pcm[i]!;
  return sum;
}
