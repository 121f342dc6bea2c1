/** How much strangers may make us hold (RFC 3261, 26.1.5: an element bounds what a flood can cost it). */

/** What a transaction costs beside its message: objects, timers, table entries; bytes, rounded up. */
const OVERHEAD_BYTES = 4_096;

/**
 * Server transactions in all, bytes. A request of 600 bytes stays 32 s, so this is some 450 new ones a second for ever,
 * far above what a node can talk to; beyond it the answer is 503 and nothing is kept (21.5.4, 8.2.7).
 */
const BUDGET_BYTES = 64 * 1_024 * 1_024;

/** What one host may take of it, so that a scanner or a peer gone wild does not shut out the others. */
const HOST_BYTES = BUDGET_BYTES / 2;

export class Budget {
  #held = 0;
  readonly #hosts = new Map<string, number>();

  /** @param expected the request belongs to a call that we know: those may go up to twice the budget, whoever sends. */
  admits(host: string, bytes: number, expected: boolean): boolean {
    const cost = bytes + OVERHEAD_BYTES;
    if (expected) return this.#held + cost <= 2 * BUDGET_BYTES;
    return this.#held + cost <= BUDGET_BYTES && (this.#hosts.get(host) ?? 0) + cost <= HOST_BYTES;
  }

  take(host: string, bytes: number): void {
    this.#change(host, bytes + OVERHEAD_BYTES);
  }

  give(host: string, bytes: number): void {
    this.#change(host, -(bytes + OVERHEAD_BYTES));
  }

  #change(host: string, cost: number): void {
    this.#held += cost;
    const left = (this.#hosts.get(host) ?? 0) + cost;
    if (left === 0) this.#hosts.delete(host);
    else this.#hosts.set(host, left);
  }
}
