/** Token buckets by name, in the memory of this process. */
import { fullBucket, refill, takeAll, type Bucket, type RateRule, type RateState } from '#domain';
import type { Clock } from '#kernel';

/** Names that are remembered; beyond, the one that asked longest ago starts anew. */
const MOST_NAMES = 10_000;

/** Rules of one name. */
export interface Limited {
  readonly name: string;
  readonly rules: readonly RateRule[];
}

export class RateLimiter {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, readonly Bucket[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes one token of every rule of every name, or none. `state` null: nothing limits. */
  take(all: readonly Limited[]): { readonly allowed: boolean; readonly state: RateState | null } {
    const now = this.#clock.monotonic();
    const limited = all.filter(({ rules }) => rules.length > 0);
    const asked = limited.flatMap(({ name, rules }) => {
      const known = this.#buckets.get(name);
      return rules.map((rule, index) => ({ rule, bucket: known?.[index] ?? fullBucket(rule, now) }));
    });
    const { buckets, allowed, state } = takeAll(asked, now);
    let at = 0;
    for (const { name, rules } of limited) {
      this.#keep(name, buckets.slice(at, at + rules.length));
      at += rules.length;
    }
    return { allowed, state };
  }

  /** Takes what another process let through, into debt if need be, of one limit at most. */
  spend({ name, rules }: Limited, count: number): void {
    const now = this.#clock.monotonic();
    const known = this.#buckets.get(name);
    const buckets = rules.map((rule, index) => {
      const { tokens, at } = refill(known?.[index] ?? fullBucket(rule, now), rule, now);
      return { tokens: Math.max(tokens - count, -rule.limit), at };
    });
    this.#keep(name, buckets);
  }

  #keep(name: string, buckets: readonly Bucket[]): void {
    // Set anew, it is the youngest of the map.
    this.#buckets.delete(name);
    this.#buckets.set(name, buckets);
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= MOST_NAMES) break;
      this.#buckets.delete(oldest);
    }
  }
}
