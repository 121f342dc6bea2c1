/** When a call's packets arrived: how late against a 20 ms schedule, and how many never did. */

const PACKET_MS = 20;

export class Arrivals {
  #sequences: number[] = [];
  #times: number[] = [];
  #last: number | null = null;

  /** @param sequence RTP sequence number, 16 bits; @param at ms */
  add(sequence: number, at: number): void {
    // Unwrapped around the last one (RFC 3550, A.1), so that gaps and reordering keep their place.
    const extended =
      this.#last === null ? sequence : this.#last + (((sequence - this.#last + 0x8000) & 0xffff) - 0x8000);
    this.#last = Math.max(this.#last ?? extended, extended);
    this.#sequences.push(extended);
    this.#times.push(at);
  }

  reset(): void {
    this.#sequences = [];
    this.#times = [];
  }

  get count(): number {
    return this.#sequences.length;
  }

  /** Numbers of the range that did not come. */
  lost(): number {
    if (this.count === 0) return 0;
    const range = this.#sequences.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
      [Infinity, -Infinity] as const,
    );
    return range[1] - range[0] + 1 - new Set(this.#sequences).size;
  }

  /** ms behind the schedule that the earliest packet sets; one value a packet. */
  lateness(): number[] {
    const offsets = this.#times.map((at, index) => at - this.#sequences[index]! * PACKET_MS);
    const earliest = offsets.reduce((low, offset) => Math.min(low, offset), Infinity);
    return offsets.map((offset) => offset - earliest);
  }
}
