/**
 * Call attempts per second (CAPS). What comes at once is queued briefly; what could not be dialled within that time at the
 * organization's `calls_per_second` is refused. Source: docs.synthflow.ai, concurrency-calling-limits.
 */
import type { Tenant } from '#domain';
import { AppError, type Clock, type Id, type Millis } from '#kernel';

const WINDOW_MS: Millis = 1_000;
/** How long a queue is brief, s. */
const BRIEFLY_S = 10;

/** Attempts of the last second, in order. Pure: what stands in `before` and at `now` or earlier counts. */
export function attempt(
  before: readonly Millis[],
  now: Millis,
  limit: number,
): { readonly attempts: readonly Millis[]; readonly waitMs: Millis | null } {
  const recent = before.filter((at) => at > now - WINDOW_MS);
  if (recent.length < limit) return { attempts: [...recent, now], waitMs: null };
  return { attempts: recent, waitMs: recent[recent.length - limit]! + WINDOW_MS - now };
}

/** Of this node. @returns counts an attempt; throws AppError `rate-limited` (429) above it */
export function createCaps(clock: Clock): ({ organizationId }: Tenant, callsPerSecond: number) => void {
  const all = new Map<Id, readonly Millis[]>();
  return ({ organizationId }, callsPerSecond) => {
    const most = Math.max(1, callsPerSecond) * BRIEFLY_S;
    const { attempts, waitMs } = attempt(all.get(organizationId) ?? [], clock.now(), most);
    all.set(organizationId, attempts);
    if (waitMs === null) return;
    throw new AppError({
      code: 'rate-limited',
      status: 429,
      retryable: true,
      message: `More than ${most} call attempts in a second, at ${callsPerSecond} calls per second. Try again in a moment, or raise calls_per_second of the organization.`,
      extra: { retry_after_s: Math.ceil(waitMs / 1000) },
    });
  };
}
