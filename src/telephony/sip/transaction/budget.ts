/** How much strangers may make us hold (RFC 3261, 26.1.5: an element bounds what a flood can cost it). */

/** What a transaction costs beside its message: objects, timers, table entries; bytes, rounded up. */
const OVERHEAD_BYTES = 4_096;

/**
 * Server transactions in all, bytes. A request of 600 bytes stays 32 s, so this is some 450 new ones a second for ever,
 * far above what a node can talk to; beyond it the answer is 503 and nothing is kept (21.5.4, 8.2.7).
 */
const BUDGET_BYTES = 64 * 1_024 * 1_024;

export class Budget {
  #held = 0;

  /** @param expected the request belongs to a call that we know: those may use as much again. */
  admits(bytes: number, expected: boolean): boolean {
    return this.#held + bytes + OVERHEAD_BYTES <= (expected ? 2 : 1) * BUDGET_BYTES;
  }

  take(bytes: number): void {
    this.#held += bytes + OVERHEAD_BYTES;
  }

  give(bytes: number): void {
    this.#held -= bytes + OVERHEAD_BYTES;
  }
}
