/** Waits for something that may never come: a thread that hangs must not keep a call open. */
import type { Clock, Millis } from '#kernel';

/** @returns what `work` gives, or null when it failed (`onFault` is told) or took longer than `limit` ms. */
export async function within<T>(
  work: Promise<T>,
  limit: Millis,
  clock: Clock,
  onFault: (cause: unknown) => void,
): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = clock.after(limit, () => {
    onFault(new Error(`nothing came within ${limit} ms`));
    late.resolve(null);
  });
  const given = work.catch((cause: unknown) => {
    onFault(cause);
    return null;
  });
  try {
    return await Promise.race([given, late.promise]);
  } finally {
    timer.cancel();
  }
}
