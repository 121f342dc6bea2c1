/** One sub-band of ITU-T G.722: its predictor of two poles and six zeros, and the scale of its quantiser (3.5, 3.6). */
import { ANTILOG } from './g722-tables.ts';

/** Scale factors as logarithms: how far they go up, and the power of two that makes the factor. */
export interface BandLimits {
  readonly most: number;
  readonly shift: number;
  /** Scale of the quantiser at the beginning. */
  readonly first: number;
}

export const LOW_BAND: BandLimits = { most: 18_432, shift: 8, first: 32 };
export const HIGH_BAND: BandLimits = { most: 22_528, shift: 10, first: 8 };

export class Band {
  readonly #limits: BandLimits;
  /** Scale of the quantiser (DETL, DETH). */
  scale: number;
  /** Prediction of the next sample (SL, SH). */
  prediction = 0;
  /** That of the zeros alone (SZL, SZH). */
  #zeros = 0;
  #logScale = 0;
  #a1 = 0;
  #a2 = 0;
  readonly #b = new Int32Array(6);
  /** The last six differences, the newest first. */
  readonly #d = new Int32Array(6);
  /** The last partial reconstructions and reconstructions, the newest first. */
  #p1 = 0;
  #p2 = 0;
  #r1 = 0;

  constructor(limits: BandLimits) {
    this.#limits = limits;
    this.scale = limits.first;
  }

  /** LOGSCL, SCALEL and their counterparts (3.5): the scale follows the code words. */
  rescale(step: number): void {
    const { most, shift } = this.#limits;
    const log = ((this.#logScale * 127) >> 7) + step;
    this.#logScale = log < 0 ? 0 : log > most ? most : log;
    const power = shift - (this.#logScale >> 11);
    const factor = ANTILOG[(this.#logScale >> 6) & 31]!;
    this.scale = (power < 0 ? factor << -power : factor >> power) << 2;
  }

  /** The adaptive predictor (3.6) takes the quantised difference `d` of a sample and predicts the next one. */
  adapt(d: number): void {
    const r = clip16(this.prediction + d);
    const p = clip16(this.#zeros + d);
    // UPPOL2, UPPOL1: the poles go by the signs of the partial reconstruction.
    const agrees1 = p >> 15 === this.#p1 >> 15;
    const agrees2 = p >> 15 === this.#p2 >> 15;
    const four = clip16(this.#a1 << 2);
    const turned = Math.min(agrees1 ? -four : four, 32_767);
    let a2 = (agrees2 ? 128 : -128) + (turned >> 7) + ((this.#a2 * 32_512) >> 15);
    a2 = a2 > 12_288 ? 12_288 : a2 < -12_288 ? -12_288 : a2;
    let a1 = clip16((agrees1 ? 192 : -192) + ((this.#a1 * 32_640) >> 15));
    const bound = clip16(15_360 - a2);
    a1 = a1 > bound ? bound : a1 < -bound ? -bound : a1;
    // UPZERO and FILTEZ: the zeros go by the signs of the differences.
    const zeros = this.#b;
    const differences = this.#d;
    const gain = d === 0 ? 0 : 128;
    const sign = d >> 15;
    let sum = 0;
    for (let i = 5; i >= 0; i--) {
      const older = differences[i]!;
      const b = clip16((older >> 15 === sign ? gain : -gain) + ((zeros[i]! * 32_640) >> 15));
      zeros[i] = b;
      const newer = i === 0 ? d : differences[i - 1]!;
      differences[i] = newer;
      sum += (b * clip16(newer + newer)) >> 15;
    }
    // FILTEP and PREDIC.
    const poles = clip16(((a1 * clip16(r + r)) >> 15) + ((a2 * clip16(this.#r1 + this.#r1)) >> 15));
    this.#zeros = clip16(sum);
    this.prediction = clip16(poles + this.#zeros);
    this.#a1 = a1;
    this.#a2 = a2;
    this.#p2 = this.#p1;
    this.#p1 = p;
    this.#r1 = r;
  }
}

export function clip16(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}
