/** The audio that no final covers yet: what the next recogniser must hear so that no word is lost. Pure but for its buffer. */
import type { Pcm, Samples } from '#audio';

/** Kept at most, samples: 30 s. Older audio was heard, whatever became of its words. */
export const MOST_KEPT: Samples = 240_000;
/** A final without times covers what was written before it but for this much, which the vendor may not have heard yet. */
export const UNSURE: Samples = 4_000;

export class Replay {
  readonly #pieces: Pcm[] = [];
  #start: Samples = 0;
  #written: Samples = 0;

  /** The position of the first sample kept, counted from the first one written. */
  get start(): Samples {
    return this.#start;
  }

  get written(): Samples {
    return this.#written;
  }

  add(pcm: Pcm): void {
    if (pcm.length === 0) return;
    // The caller may use its buffer again.
    this.#pieces.push(pcm.slice());
    this.#written += pcm.length;
    this.forget(this.#written - MOST_KEPT);
  }

  /** Everything before `until` has its words. */
  forget(until: Samples): void {
    for (let first = this.#pieces[0]; first && this.#start < until; first = this.#pieces[0]) {
      const surplus = Math.min(until - this.#start, first.length);
      this.#start += surplus;
      if (surplus === first.length) this.#pieces.shift();
      else this.#pieces[0] = first.subarray(surplus);
    }
  }

  /** What is kept, in order. */
  pieces(): readonly Pcm[] {
    return [...this.#pieces];
  }
}
