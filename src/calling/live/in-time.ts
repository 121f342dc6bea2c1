/** What a call can not begin without, for as long as somebody can be kept waiting for it. */
import { AppError, type Clock, type Millis } from '#kernel';

/** Models are made and a media thread answers in milliseconds; a name server may take seconds. */
export const PREPARE_MS: Millis = 10_000;

/**
 * @param what its name, for the message
 * @param discard is given what comes too late
 * @throws AppError `preparation-timeout` (503) after `limit`, or what `work` throws
 */
export async function inTime<T>(
  work: Promise<T>,
  limit: Millis,
  clock: Clock,
  what: string,
  discard: (late: T) => Promise<void>,
): Promise<T> {
  const late = Promise.withResolvers<never>();
  let isLate = false;
  const timer = clock.after(limit, () => {
    isLate = true;
    const message = `${what} took longer than ${limit} ms. Check the database, the name server and the load.`;
    late.reject(new AppError({ code: 'preparation-timeout', status: 503, retryable: true, message }));
  });
  // What comes or fails after the limit has nobody left to tell but this.
  work.then((given) => (isLate ? discard(given) : undefined)).catch(() => undefined);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    timer.cancel();
  }
}
