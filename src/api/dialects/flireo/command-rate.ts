/** Ten commands a minute to one call (reference.flireo.com/rate-limits-1894219m0), counted by this process. */
import { AppError, type Clock, type Id, type Millis } from '#kernel';

const MOST = 10;
const WINDOW_MS: Millis = 60_000;
/** Calls that are remembered before the quiet ones are forgotten. */
const KEPT = 1000;

export class CommandRate {
  readonly #clock: Clock;
  /** When each call was told something within the last minute. */
  readonly #told = new Map<Id, readonly Millis[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one. @throws AppError `rate-limited` (429) with the seconds to wait */
  take(call: Id): void {
    const now = this.#clock.now();
    const recent = this.#recent(call, now);
    if (recent.length >= MOST) {
      const wait = Math.max(1, Math.ceil((recent[0]! + WINDOW_MS - now) / 1000));
      throw new AppError({
        code: 'rate-limited',
        status: 429,
        retryable: true,
        message: `A call takes ${MOST} commands a minute. Try again in ${wait} s.`,
        extra: { retry_after: wait },
      });
    }
    if (this.#told.size >= KEPT)
      for (const id of [...this.#told.keys()]) if (this.#recent(id, now).length === 0) this.#told.delete(id);
    this.#told.set(call, [...recent, now]);
  }

  #recent(call: Id, now: Millis): readonly Millis[] {
    return (this.#told.get(call) ?? []).filter((at) => now - at < WINDOW_MS);
  }
}
