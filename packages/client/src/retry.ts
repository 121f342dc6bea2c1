/** When a request is sent again: a pure decision. */

/** What became of one try. */
export interface Tried {
  /** Null: no answer came. */
  readonly status: number | null;
  /** Its `Retry-After`, as sent (RFC 9110 section 10.2.3): seconds, or a date. */
  readonly retryAfter: string | null;
  /** Tries so far, this one included. */
  readonly tries: number;
}

/** What a request allows. */
export interface RetryRules {
  /** May it be sent twice without harm? */
  readonly safe: boolean;
  /** Tries after the first. */
  readonly retries: number;
  /** A server that asks for more patience than this is not waited for, ms. */
  readonly longestWaitMs: number;
}

const FIRST_WAIT_MS = 500;

/**
 * Ms to wait before the next try; null: this was the last.
 * @param now Unix ms. @param share 0 to 1, by chance: clients that failed together do not come back together.
 */
export function waitBefore(tried: Tried, rules: RetryRules, now: number, share: number): number | null {
  if (!rules.safe || tried.tries > rules.retries) return null;
  if (tried.status !== null && tried.status !== 429 && tried.status !== 503) return null;
  const wait = asked(tried.retryAfter, now) ?? FIRST_WAIT_MS * 2 ** (tried.tries - 1) * (0.5 + share / 2);
  return wait <= rules.longestWaitMs ? wait : null;
}

function asked(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
