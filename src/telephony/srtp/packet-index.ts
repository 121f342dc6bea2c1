/** Packet indices and the replay list of one source (RFC 3711, 3.3.1 and 3.3.2). */

/** 3.3.2: "at least 64"; packets that are older than this are refused. */
const WINDOW = 128;
const CYCLE = 0x1_0000;
const HALF = 0x8000;

/**
 * The 48-bit index that a sequence number most likely stands for; negative: from before the first one.
 * @param highest the highest index so far, -1: none (3.3.1: the rollover counter starts at zero).
 */
export function guessIndex(sequence: number, highest: number): number {
  if (highest < 0) return sequence;
  const last = highest % CYCLE;
  const cycle = highest - last;
  if (last < HALF && sequence - last > HALF) return cycle - CYCLE + sequence;
  if (last >= HALF && last - HALF > sequence) return cycle + CYCLE + sequence;
  return cycle + sequence;
}

/** The replay list. A number is entered only after its packet was authenticated (3.3.2). */
export class ReplayWindow {
  readonly #seen = new Float64Array(WINDOW).fill(-1);
  #highest: number;

  /** @param highest the highest index that was taken with an earlier key (3.3.1), -1: none */
  constructor(highest = -1) {
    this.#highest = highest;
  }

  get highest(): number {
    return this.#highest;
  }

  /** Neither seen nor too old to know? */
  isNew(index: number): boolean {
    return index >= 0 && index > this.#highest - WINDOW && this.#seen[index % WINDOW] !== index;
  }

  enter(index: number): void {
    this.#seen[index % WINDOW] = index;
    this.#highest = Math.max(this.#highest, index);
  }
}
