/** Time as a dependency: the only room that reads the system's clock. */

/** Milliseconds since 1970-01-01T00:00:00Z, or a span of milliseconds. */
export type Millis = number;

/** A running timer; `cancel` is idempotent and safe after it fired. */
export interface Timer {
  cancel(): void;
}

/** Wall time, monotonic time and timers. Everything that waits takes one of these. */
export interface Clock {
  /** Wall time, ms since the epoch. Follows the system's clock. */
  now(): Millis;
  /** Monotonic ms from an arbitrary origin, with fractions; for measuring spans. */
  monotonic(): Millis;
  /** Runs `callback` once, `delay` ms from now (0 or less: as soon as possible, never synchronously). */
  after(delay: Millis, callback: () => void): Timer;
}

/** The longest delay that the platform's timer takes (2^31 - 1 ms); longer ones are chained. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The system's clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delay, callback) {
    let handle: NodeJS.Timeout;
    const arm = (left: Millis): void => {
      handle = setTimeout(
        () => (left > LONGEST_TIMER_MS ? arm(left - LONGEST_TIMER_MS) : callback()),
        Math.min(Math.max(left, 0), LONGEST_TIMER_MS),
      );
    };
    arm(delay);
    return { cancel: () => clearTimeout(handle) };
  },
};

interface Pending {
  at: Millis;
  order: number;
  callback: () => void;
}

/**
 * A clock that moves only when told to. Timers fire in order of time, then of creation;
 * between two timers pending promises are settled, so that code awaiting an effect of the
 * first runs before the second.
 */
export class VirtualClock implements Clock {
  #now: Millis;
  readonly #origin: Millis;
  #order = 0;
  readonly #pending = new Set<Pending>();

  /** @param start wall time at the beginning, ms since the epoch. */
  constructor(start: Millis = 1_750_000_000_000) {
    this.#now = start;
    this.#origin = start;
  }

  now(): Millis {
    return this.#now;
  }

  monotonic(): Millis {
    return this.#now - this.#origin;
  }

  after(delay: Millis, callback: () => void): Timer {
    const pending = { at: this.#now + Math.max(delay, 0), order: this.#order++, callback };
    this.#pending.add(pending);
    return { cancel: () => void this.#pending.delete(pending) };
  }

  /** How many timers are armed; a test's way to see that nothing was left behind. */
  get timers(): number {
    return this.#pending.size;
  }

  /** Moves the time on by `span` ms and runs what falls due on the way. */
  async advance(span: Millis): Promise<void> {
    const until = this.#now + span;
    await settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#pending.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = until;
  }

  #next(until: Millis): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) {
      if (pending.at > until) continue;
      if (!first || pending.at < first.at || (pending.at === first.at && pending.order < first.order))
        first = pending;
    }
    return first;
  }
}

/** Lets every promise that can settle without the outside world settle. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
