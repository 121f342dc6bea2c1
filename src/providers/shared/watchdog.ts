/** A limit on waiting: aborts when the caller does, or when what was waited for takes too long. */
import type { Clock, Millis, Timer } from '#kernel';

export type WatchdogVerdict = 'aborted' | 'timeout' | null;

/** One for one operation. `signal` goes to whatever waits; `verdict` then says why it was broken off. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #outer: AbortSignal;
  readonly #inner = new AbortController();
  readonly #onAbort = (): void => this.#breakOff('aborted');
  #timer: Timer | undefined;
  #verdict: WatchdogVerdict = null;

  constructor(clock: Clock, outer: AbortSignal) {
    this.#clock = clock;
    this.#outer = outer;
    if (outer.aborted) this.#breakOff('aborted');
    else outer.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#inner.signal;
  }

  get verdict(): WatchdogVerdict {
    return this.#verdict;
  }

  /** Waits for `work` at most `limit` ms; the work must heed `signal`. */
  async within<T>(limit: Millis, work: Promise<T>): Promise<T> {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(limit, () => this.#breakOff('timeout'));
    try {
      return await work;
    } finally {
      this.#timer.cancel();
    }
  }

  /** Waits `span` ms; ends early, without an error, when broken off. */
  pause(span: Millis): Promise<void> {
    return new Promise((resolve) => {
      if (this.signal.aborted) return resolve();
      const timer = this.#clock.after(span, resolve);
      this.signal.addEventListener('abort', () => (timer.cancel(), resolve()), { once: true });
    });
  }

  /** Ends the watch and breaks off what still runs. */
  close(): void {
    this.#timer?.cancel();
    this.#outer.removeEventListener('abort', this.#onAbort);
    this.#inner.abort();
  }

  #breakOff(verdict: 'aborted' | 'timeout'): void {
    this.#verdict ??= verdict;
    this.#inner.abort();
  }
}
