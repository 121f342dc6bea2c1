/** How much strangers may make us hold (RFC 3261, 26.1.5: an element bounds what a flood can cost it). */

/** What a transaction costs beside its message: objects, timers, table entries; bytes, rounded up. */
const OVERHEAD_BYTES = 4_096;

/**
 * Server transactions in all, bytes, unless said. A call of two requests of 600 bytes stays 32 s, so this is a thousand
 * calls a second for ever from one host; beyond it the answer is 503 and nothing is kept (21.5.4, 8.2.7).
 */
export const SERVER_BYTES = 704 * 1_024 * 1_024;

export class Budget {
  readonly #bytes: number;
  #held = 0;
  readonly #hosts = new Map<string, number>();

  /** @param bytes in all; one host may take half, so that a peer gone wild does not shut out the others. */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** @param expected the request belongs to a call that we know: those may go up to twice the budget, whoever sends. */
  admits(host: string, bytes: number, expected: boolean): boolean {
    const cost = bytes + OVERHEAD_BYTES;
    if (expected) return this.#held + cost <= 2 * this.#bytes;
    return this.#held + cost <= this.#bytes && (this.#hosts.get(host) ?? 0) + cost <= this.#bytes / 2;
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
