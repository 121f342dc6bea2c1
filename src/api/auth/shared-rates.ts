/**
 * Rate limits that all nodes count together: each tells the others every second what it let through, if it is worth a
 * message, and takes from its own buckets what they did. A burst at several nodes within that second passes at each; the debt is paid back before
 * more is let through, so that the rate over time is the limit whatever the number of nodes.
 */
import type { RateRule, Store } from '#domain';
import type { Clock, Millis, Timer } from '#kernel';
import type { Limited, RateLimiter } from './rate-limiter.ts';

const PREFIX = 'rates:';
const TELL_MS: Millis = 1_000;
/** As long as no other node is heard. */
const TELL_ALONE_MS: Millis = 10_000;
const HEARD_FOR_MS: Millis = 60_000;
/** A message costs about as much as a request: it stands for so many, or for such a share of the limit. */
const LEAST_TOLD = 5;
const SHARE_TOLD = 0.02;

export interface SharedRatesOptions {
  readonly limiter: RateLimiter;
  readonly store: Pick<Store, 'notify' | 'onNotify'>;
  readonly clock: Clock;
  /** This process; a word without blanks. */
  readonly self: string;
}

interface Taken {
  readonly rules: readonly RateRule[];
  readonly since: Millis;
  count: number;
}

type Told = readonly [name: string, count: number, rules: readonly (readonly [number, Millis])[]];

export class SharedRates {
  readonly #options: SharedRatesOptions;
  readonly #unsubscribe: () => void;
  readonly #taken = new Map<string, Taken>();
  #timer: Timer | null = null;
  #heardAt: Millis | null = null;

  constructor(options: SharedRatesOptions) {
    this.#options = options;
    this.#unsubscribe = options.store.onNotify((message) => this.#heard(message));
  }

  /** One request was let through. */
  took(all: readonly Limited[]): void {
    const { clock } = this.#options;
    const now = clock.monotonic();
    for (const { name, rules } of all) {
      if (rules.length === 0) continue;
      const known = this.#taken.get(name);
      if (known && !isOver(known, now)) known.count += 1;
      else this.#taken.set(name, { rules, since: now, count: 1 });
    }
    if (this.#taken.size > 0)
      this.#timer ??= clock.after(this.#isAlone() ? TELL_ALONE_MS : TELL_MS, () => this.#tell());
  }

  close(): void {
    this.#unsubscribe();
    this.#timer?.cancel();
  }

  #isAlone(): boolean {
    return this.#heardAt === null || this.#options.clock.monotonic() - this.#heardAt > HEARD_FOR_MS;
  }

  /** What is little waits for more; what was let through a window ago has grown again everywhere. */
  #tell(): void {
    const { store, clock, self } = this.#options;
    const now = clock.monotonic();
    this.#timer = null;
    for (const [name, taken] of this.#taken) {
      const { count, rules } = taken;
      const isMuch = rules.some(({ limit }) => count >= Math.max(LEAST_TOLD, limit * SHARE_TOLD));
      if (!isMuch && !isOver(taken, now)) continue;
      this.#taken.delete(name);
      if (!isMuch) continue;
      const told: Told = [name, count, rules.map(({ limit, windowMs }) => [limit, windowMs])];
      store.notify(`${PREFIX}${self} ${JSON.stringify(told)}`);
    }
  }

  #heard(message: string): void {
    if (!message.startsWith(PREFIX)) return;
    const { limiter, clock, self } = this.#options;
    const blank = message.indexOf(' ');
    if (message.slice(PREFIX.length, blank) === self) return;
    this.#heardAt = clock.monotonic();
    const [name, count, rules] = JSON.parse(message.slice(blank + 1)) as Told;
    limiter.spend({ name, rules: rules.map(([limit, windowMs]) => ({ limit, windowMs })) }, count);
  }
}

function isOver({ rules, since }: Taken, now: Millis): boolean {
  return rules.every(({ windowMs }) => now - since >= windowMs);
}
