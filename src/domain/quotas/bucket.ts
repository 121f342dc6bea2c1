/** A token bucket: how often somebody may ask. Pure; time is an input. */
import type { Millis } from '#kernel';

/** `limit` at once, refilled evenly over `windowMs`. */
export interface RateRule {
  readonly limit: number;
  readonly windowMs: Millis;
}

export interface Bucket {
  /** May be a fraction; less than none is owed for what others let through. */
  readonly tokens: number;
  readonly at: Millis;
}

/** What a request found. */
export interface RateState {
  readonly rule: RateRule;
  /** Whole requests that may follow at once. */
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly resetMs: Millis;
  /** Until the next request may come; 0 when it may come now. */
  readonly retryMs: Millis;
}

export function fullBucket(rule: RateRule, now: Millis): Bucket {
  return { tokens: rule.limit, at: now };
}

/** The bucket as it stands now. */
export function refill(bucket: Bucket, { limit, windowMs }: RateRule, now: Millis): Bucket {
  const passed = Math.max(0, now - bucket.at);
  return {
    tokens: Math.min(limit, bucket.tokens + (passed * limit) / windowMs),
    at: Math.max(now, bucket.at),
  };
}

/** Takes one token when there is one. A request that is refused takes none. */
export function takeToken(
  bucket: Bucket,
  rule: RateRule,
  now: Millis,
): { readonly bucket: Bucket; readonly allowed: boolean } {
  const full = refill(bucket, rule, now);
  return full.tokens >= 1
    ? { bucket: { ...full, tokens: full.tokens - 1 }, allowed: true }
    : { bucket: full, allowed: false };
}

/** What to tell of a bucket, just refilled or taken from. */
export function describeBucket(bucket: Bucket, rule: RateRule): RateState {
  const perToken = rule.windowMs / rule.limit;
  return {
    rule,
    remaining: Math.max(0, Math.floor(bucket.tokens)),
    resetMs: Math.ceil((rule.limit - bucket.tokens) * perToken),
    retryMs: bucket.tokens >= 1 ? 0 : Math.ceil((1 - bucket.tokens) * perToken),
  };
}

/** Takes one token of every bucket, or of none. @returns the tightest state, which is what is told */
export function takeAll(
  buckets: readonly { readonly bucket: Bucket; readonly rule: RateRule }[],
  now: Millis,
): { readonly buckets: readonly Bucket[]; readonly allowed: boolean; readonly state: RateState | null } {
  const refilled = buckets.map(({ bucket, rule }) => ({ rule, bucket: refill(bucket, rule, now) }));
  const allowed = refilled.every(({ bucket }) => bucket.tokens >= 1);
  const after = refilled.map(({ bucket, rule }) => ({
    rule,
    bucket: allowed ? { ...bucket, tokens: bucket.tokens - 1 } : bucket,
  }));
  return { buckets: after.map(({ bucket }) => bucket), allowed, state: tightest(after) };
}

/** The one that makes wait longest; when none does, the one of the longest window: a second's burst says little. */
function tightest(after: readonly { readonly bucket: Bucket; readonly rule: RateRule }[]): RateState | null {
  const states = after.map(({ bucket, rule }) => describeBucket(bucket, rule));
  const [first, ...rest] = states;
  if (first === undefined) return null;
  return rest.reduce((worst, state) => {
    if (state.retryMs !== worst.retryMs) return state.retryMs > worst.retryMs ? state : worst;
    return state.rule.windowMs > worst.rule.windowMs ? state : worst;
  }, first);
}
