/** Sequence numbers of one source: extension beyond 16 bits, probation, restarts and loss (RFC 3550, A.1 and A.3). */

const MODULUS = 0x1_0000;
/** A.1: a jump forward below this is loss. */
const MAX_DROPOUT = 3000;
/** A.1: a step back below this is a late packet. */
const MAX_MISORDER = 100;

/** Half of 2^32, for signed differences of timestamps. */
const HALF = 0x8000_0000;

/** The signed difference `a - b` of 32-bit timestamps, right across a wrap. */
export function timestampDifference(a: number, b: number): number {
  const difference = (a - b) >>> 0;
  return difference < HALF ? difference : difference - 2 * HALF;
}

/** Counters of one source. */
export class SequenceTracker {
  #base = -1;
  /** Highest extended number. */
  #highest = -1;
  /** The number that would confirm that the source restarted (A.1, `bad_seq`). */
  #restart = -1;
  #received = 0;
  #expectedPrior = 0;
  #receivedPrior = 0;

  /**
   * Takes a packet's number. @returns its extended number, or `null` for one that belongs to no plausible run; two of
   * those in sequence restart the tracker (A.1), told by `restarted`.
   */
  take(sequence: number): { readonly extended: number; readonly restarted: boolean } | null {
    if (this.#highest < 0) return this.#begin(sequence, false);
    const ahead = (sequence - this.#highest) & (MODULUS - 1);
    if (ahead < MAX_DROPOUT) {
      this.#highest += ahead;
      this.#received++;
      return { extended: this.#highest, restarted: false };
    }
    if (ahead > MODULUS - MAX_MISORDER) {
      this.#received++;
      return { extended: this.#highest - (MODULUS - ahead), restarted: false };
    }
    if (sequence === this.#restart) return this.#begin(sequence, true);
    this.#restart = (sequence + 1) & (MODULUS - 1);
    return null;
  }

  #begin(sequence: number, restarted: boolean): { extended: number; restarted: boolean } {
    // One cycle up, so that a late packet just before the first has no negative number.
    this.#base = this.#highest = MODULUS + sequence;
    this.#restart = -1;
    this.#received = 1;
    this.#expectedPrior = this.#receivedPrior = 0;
    return { extended: this.#highest, restarted };
  }

  /** Extended highest number received, as a report carries it (6.4.1); 32 bits. */
  get highest(): number {
    return this.#highest < 0 ? 0 : (this.#highest - MODULUS) >>> 0;
  }

  get received(): number {
    return this.#received;
  }

  /** Expected less received (A.3); below zero with duplicates. */
  get lost(): number {
    return this.#highest < 0 ? 0 : this.#highest - this.#base + 1 - this.#received;
  }

  /** The fraction lost since the last call, in 1/256 (A.3). */
  takeFraction(): number {
    const expected = this.#highest < 0 ? 0 : this.#highest - this.#base + 1;
    const interval = expected - this.#expectedPrior;
    const lost = interval - (this.#received - this.#receivedPrior);
    this.#expectedPrior = expected;
    this.#receivedPrior = this.#received;
    return interval <= 0 || lost <= 0 ? 0 : Math.min(255, Math.floor((lost * 256) / interval));
  }
}

/** Interarrival jitter in timestamp units (RFC 3550, A.8), at 8 kHz. */
export class JitterEstimate {
  #transit: number | undefined;
  #jitter = 0;

  /**
   * @param arrival local time in timestamp units, any origin. @param timestamp of the packet, 32 bits.
   * @param scale timestamp units in a unit of `value`, which stays comparable when the clock rate changes
   */
  take(arrival: number, timestamp: number, scale = 1): void {
    const transit = (Math.round(arrival) - timestamp) >>> 0;
    if (this.#transit !== undefined) {
      const difference = Math.abs(timestampDifference(transit, this.#transit)) / scale;
      this.#jitter += (difference - this.#jitter) / 16;
    }
    this.#transit = transit;
  }

  /** A new source, or a jump of its clock: the next packet only sets the base. */
  rebase(): void {
    this.#transit = undefined;
  }

  get value(): number {
    return this.#jitter;
  }
}
