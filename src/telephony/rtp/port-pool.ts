/** Which RTP ports are free: even ones of a range, taken in turn, a released one only after it has drained. */
import type { Millis } from '#kernel';

export interface PortRange {
  /** Even; 0 with `to` 0: the operating system chooses. */
  readonly from: number;
  readonly to: number;
}

export class PortPool {
  readonly #range: PortRange;
  readonly #drainMs: Millis;
  readonly #taken = new Set<number>();
  /** When a released port may be used again. */
  readonly #draining = new Map<number, Millis>();
  #cursor: number;

  /** @param drainMs how long packets of an ended call may still arrive at its port. */
  constructor(range: PortRange, drainMs: Millis) {
    const from = range.from + (range.from % 2);
    this.#range = { from, to: range.to };
    this.#drainMs = drainMs;
    this.#cursor = from;
  }

  /** Is the choice the operating system's? */
  get ephemeral(): boolean {
    return this.#range.from === 0;
  }

  /** The next free even port (RFC 3550, 11: RTP on the even one, RTCP on the next); `null` when there is none. */
  take(now: Millis): number | null {
    const { from, to } = this.#range;
    const count = Math.floor((to - 1 - from) / 2) + 1;
    for (let tried = 0; tried < count; tried++) {
      const port = this.#cursor;
      this.#cursor = port + 2 > to - 1 ? from : port + 2;
      if (this.#taken.has(port) || this.isDraining(port, now)) continue;
      this.#draining.delete(port);
      this.#taken.add(port);
      return port;
    }
    return null;
  }

  /** Was it released so lately that packets of its last call may still come? */
  isDraining(port: number, now: Millis): boolean {
    return (this.#draining.get(port) ?? -Infinity) > now;
  }

  /** Gives a port back; also one that the operating system chose, so that it is recognised while it drains. */
  release(port: number, now: Millis): void {
    this.#taken.delete(port);
    for (const [drained, until] of this.#draining) if (until <= now) this.#draining.delete(drained);
    this.#draining.set(port, now + this.#drainMs);
  }
}
