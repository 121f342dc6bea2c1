/** How much an organization may have. Concurrent calls are a rule of the dial authority, which waits instead. */
import { AppError, type Id, type Millis } from '#kernel';

/** Null: as many as wanted. */
export interface Quotas {
  readonly agents: number | null;
  readonly numbers: number | null;
  /** Outbound calls accepted in a day (UTC). */
  readonly callsPerDay: number | null;
}

export const NO_QUOTAS: Quotas = { agents: null, numbers: null, callsPerDay: null };

/** What an organization has now. */
export interface Standing {
  readonly agents: number;
  readonly numbers: number;
  /** Outbound calls accepted today (UTC), counted only where there is a quota. */
  readonly callsToday: number;
  /** Ringing or talking, in both directions. */
  readonly liveCalls: number;
}

export interface QuotaRepository {
  standing(organizationId: Id, now: Millis): Promise<Standing>;
  /** What the organization has now; with others of the same kind in other transactions one waits for the other. */
  count(organizationId: Id, noun: 'agents' | 'numbers'): Promise<number>;
  /** Counts one more call of a day (`YYYY-MM-DD`, UTC). @returns how many it makes */
  countCall(organizationId: Id, day: string): Promise<number>;
}

const DAY_MS: Millis = 86_400_000;

/** The day of a moment, UTC. */
export function dayOf(at: Millis): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** 403 for what one may not have more of, 429 for what may be had again tomorrow. */
export function quotaExceeded(quota: keyof Quotas, limit: number, now: Millis): AppError {
  const daily = quota === 'callsPerDay';
  const name = daily ? 'calls_per_day' : quota;
  return new AppError({
    code: 'quota-exceeded',
    status: daily ? 429 : 403,
    retryable: daily,
    message: daily
      ? `Your organization may make ${limit} calls a day (quotas.calls_per_day), and has. The day ends at 00:00 UTC.`
      : `Your organization may have ${limit} ${name} (quotas.${name}), and has. Delete one, or have the quota raised.`,
    extra: {
      quota: name,
      limit,
      ...(daily ? { retry_after_s: Math.ceil((DAY_MS - (now % DAY_MS)) / 1000) } : {}),
    },
  });
}
