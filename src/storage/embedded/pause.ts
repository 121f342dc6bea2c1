/** Waiting by the clock. */
import type { Clock, Millis } from '#kernel';

/** Settles after `delay` ms. */
export function pause(clock: Clock, delay: Millis): Promise<void> {
  return new Promise((resolve) => void clock.after(delay, resolve));
}
