/** The lower sub-band of ITU-T G.722: its predictor of two poles and six zeros, and the scale of its quantiser (3.5, 3.6). */
import { ANTILOG } from './g722-tables.ts';

/** How far the lower band's logarithmic scale factor goes up, and the power of two that makes the factor. */
const MOST = 18_432;
const SHIFT = 8;
/** Scale of the quantiser at the beginning. */
const FIRST = 32;

export class Band {
  /** Scale of the quantiser (DETL). */
  scale = FIRST;
  /** Prediction of the next sample (SL). */
  prediction = 0;
  /** That of the zeros alone (SZL). */
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

  /** LOGSCL, SCALEL (3.5): the scale follows the code words. */
  rescale(step: number): void {
    const log = (Math.imul(this.#logScale, 127) >> 7) + step;
    this.#logScale = log < 0 ? 0 : log > MOST ? MOST : log;
    const power = SHIFT - (this.#logScale >> 11);
    const factor = ANTILOG[(this.#logScale >> 6) & 31]!;
    this.scale = (power < 0 ? factor << -power : factor >> power) << 2;
  }

  /** The adaptive predictor (3.6) takes the quantised difference `d` of a sample and predicts the next one. */
  adapt(d: number): void {
    const r = clip16(this.prediction + d);
    const p = clip16(this.#zeros + d);
    // UPPOL2, UPPOL1: the poles go by the signs of the partial reconstruction.
    // Signs of speech are no habit that a processor could learn: arithmetic, where a branch costs twice the time.
    const differs1 = (p ^ this.#p1) >> 31;
    const differs2 = (p ^ this.#p2) >> 31;
    const four = clip16(this.#a1 << 2);
    const turned = Math.min(turn(four, ~differs1), 32_767);
    let a2 = turn(128, differs2) + (turned >> 7) + (Math.imul(this.#a2, 32_512) >> 15);
    a2 = a2 > 12_288 ? 12_288 : a2 < -12_288 ? -12_288 : a2;
    let a1 = clip16(turn(192, differs1) + (Math.imul(this.#a1, 32_640) >> 15));
    const bound = clip16(15_360 - a2);
    a1 = a1 > bound ? bound : a1 < 0 - bound ? 0 - bound : a1;
    // UPZERO and FILTEZ: the zeros go by the signs of the differences.
    const zeros = this.#b;
    const differences = this.#d;
    const gain = d === 0 ? 0 : 128;
    let sum = 0;
    for (let i = 5; i >= 0; i--) {
      const older = differences[i]!;
      const b = clip16(turn(gain, (older ^ d) >> 31) + (Math.imul(zeros[i]!, 32_640) >> 15));
      zeros[i] = b;
      const newer = i === 0 ? d : differences[i - 1]!;
      differences[i] = newer;
      sum += Math.imul(b, clip16(newer + newer)) >> 15;
    }
    // FILTEP and PREDIC.
    const poles = clip16(
      (Math.imul(a1, clip16(r + r)) >> 15) + (Math.imul(a2, clip16(this.#r1 + this.#r1)) >> 15),
    );
    this.#zeros = clip16(sum);
    this.prediction = clip16(poles + this.#zeros);
    this.#a1 = a1;
    this.#a2 = a2;
    this.#p2 = this.#p1;
    this.#p1 = p;
    this.#r1 = r;
  }
}

/** @param sign 0: as it is, -1: negated */
function turn(value: number, sign: number): number {
  return (value ^ sign) - sign;
}

export function clip16(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}
