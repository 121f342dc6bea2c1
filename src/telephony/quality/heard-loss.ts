/** What was missing of what we heard: its share, and whether it went in bursts (ITU-T G.107, 7.2). */
import { FRAME_SAMPLES, LINE_RATE, type Samples } from '#audio';

/** A gap that is longer than this was a pause of the sender or the end of its stream, not loss. */
const LONGEST_GAP: Samples = LINE_RATE;

export interface HeardLoss {
  /** Samples that came. */
  readonly heard: Samples;
  /** Share that is missing, 0 to 1. */
  readonly lossShare: number;
  /** Mean length of the gaps over that of as much random loss; at least 1. */
  readonly burstRatio: number;
}

export class LossMeter {
  #heard: Samples = 0;
  #missing: Samples = 0;
  #gaps = 0;
  /** The gap that is open: begun by concealed audio, silence after it is more of it. */
  #gap: Samples = 0;

  /** The next piece of the stream. */
  take(kind: 'voice' | 'concealed' | 'silence', length: Samples): void {
    if (kind === 'concealed' || (kind === 'silence' && this.#gap > 0)) {
      this.#gap += length;
      return;
    }
    if (this.#gap > 0 && this.#gap <= LONGEST_GAP) {
      this.#missing += this.#gap;
      this.#gaps++;
    }
    this.#gap = 0;
    if (kind === 'voice') this.#heard += length;
  }

  get figures(): HeardLoss {
    const all = this.#heard + this.#missing;
    if (all === 0 || this.#gaps === 0) return { heard: this.#heard, lossShare: 0, burstRatio: 1 };
    const lossShare = this.#missing / all;
    // 7.2: random loss of probability p has bursts of 1 / (1 - p) packets on average.
    const mean = this.#missing / this.#gaps / FRAME_SAMPLES;
    return { heard: this.#heard, lossShare, burstRatio: Math.max(1, mean * (1 - lossShare)) };
  }
}
