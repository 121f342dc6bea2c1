/** When a vendor that is busy or broken is asked again; pure. */
import type { Millis } from '#kernel';

export interface Tried {
  /** Null: no answer came. */
  readonly status: number | null;
  /** Its `Retry-After`: seconds or a date (RFC 9110 section 10.2.3). */
  readonly retryAfter: string | undefined;
  /** How often it was asked so far. */
  readonly tries: number;
}

/** A vendor that wants a longer pause is not waited for. */
const LONGEST_MS = 120_000;
const TRIES = { busy: 6, broken: 4 };

/** @returns how long to wait, ms; null: give up */
export function waitBeforeNext({ status, retryAfter, tries }: Tried, now: Millis): Millis | null {
  if (status !== null && status !== 429 && status < 500) return null;
  if (tries >= (status === 429 ? TRIES.busy : TRIES.broken)) return null;
  const asked = readRetryAfter(retryAfter, now);
  if (asked !== null) return asked <= LONGEST_MS ? asked : null;
  return 1_000 * 2 ** (tries - 1);
}

function readRetryAfter(text: string | undefined, now: Millis): Millis | null {
  if (text === undefined) return null;
  if (/^\d{1,9}(?:\.\d+)?$/.test(text.trim())) return Math.ceil(Number(text) * 1_000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
