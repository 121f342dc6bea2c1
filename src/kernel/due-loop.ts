/** One loop over rows that fall due: woken and polled, claims up to its room, runs what it claimed, waits when it stops. */
import type { Clock, Millis, Timer } from './clock.ts';
import { errorText } from './errors.ts';
import type { Logger } from './logger.ts';

/** What a `DueLoop` is made of. */
export interface DueLoopOptions<T> {
  /** In the log: `<name>-unreadable`, `<name>-not-done`. */
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many may run at once. */
  readonly atOnce: number;
  /** However quiet it is, the rows are read this often: what another node left, or a missed wake-up, waits no longer. */
  readonly idlePollMs: Millis;
  /** Takes up to `room` rows that are due, so that no other node takes them (`SKIP LOCKED`). */
  readonly claim: (room: number) => Promise<readonly T[]>;
  /** When the next falls due; null = none waits. Asked when a claim found nothing. */
  readonly nextDueAt: () => Promise<Millis | null>;
  readonly keyOf: (item: T) => string;
  /** Does what one row asks for. `signal` says that the loop stops. */
  readonly run: (item: T, signal: AbortSignal) => Promise<void>;
  /** After a fault of `run`; without it the row's own lease is what brings it back. */
  readonly onFault?: (item: T, cause: unknown) => Promise<void>;
  /** A row that was run may be due again soon (a retry), so read anew after each; else only when there was no room. */
  readonly readsAfterEach?: boolean;
}

/** @example new DueLoop({ name: 'deliveries', atOnce: 20, idlePollMs: 1_000, claim, nextDueAt, keyOf, run, ...rest }).wake() */
export class DueLoop<T> {
  readonly #options: DueLoopOptions<T>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #timer: Timer | null = null;
  #reading: Promise<void> | null = null;
  #again = false;

  constructor(options: DueLoopOptions<T>) {
    this.#options = options;
  }

  isRunning(key: string): boolean {
    return this.#running.has(key);
  }

  /** May another one be taken now? */
  get hasRoom(): boolean {
    return !this.#stop.signal.aborted && this.#running.size < this.#options.atOnce;
  }

  /** Runs what this node holds already; past the limit too, for nobody else would. @returns false: the loop stops */
  take(item: T): boolean {
    if (this.#stop.signal.aborted) return false;
    this.#start(item);
    return true;
  }

  /** Looks at the rows now. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#timer?.cancel();
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      if (!this.#again) return;
      this.#again = false;
      this.wake();
    });
  }

  /** Takes nothing more. Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#timer?.cancel();
    await this.#reading;
    await Promise.all(this.#running.values());
  }

  async #read(): Promise<void> {
    const { clock, logger, name, atOnce, idlePollMs, claim, nextDueAt } = this.#options;
    let wait = idlePollMs;
    try {
      const room = atOnce - this.#running.size;
      const due = room > 0 ? await claim(room) : [];
      for (const item of due) this.#start(item);
      // Without room the next one that ends wakes.
      const next = room > 0 && due.length === 0 ? await nextDueAt() : null;
      if (next !== null) wait = Math.min(Math.max(next - clock.now(), 1), idlePollMs);
    } catch (cause) {
      logger.error(`${name}-unreadable`, { cause });
    }
    if (!this.#stop.signal.aborted) this.#timer = clock.after(wait, () => this.wake());
  }

  #start(item: T): void {
    const { keyOf, readsAfterEach = false } = this.#options;
    const key = keyOf(item);
    const running = this.#run(item).finally(() => {
      const wasFull = !this.hasRoom;
      if (this.#running.get(key) === running) this.#running.delete(key);
      if (readsAfterEach || wasFull) this.wake();
    });
    this.#running.set(key, running);
  }

  async #run(item: T): Promise<void> {
    const { logger, name, keyOf, run, onFault } = this.#options;
    try {
      await run(item, this.#stop.signal);
    } catch (cause) {
      logger.error(`${name}-not-done`, { key: keyOf(item), cause });
      await onFault?.(item, cause).catch((fault: unknown) =>
        logger.error(`${name}-not-given-back`, { key: keyOf(item), fault: errorText(fault) }),
      );
    }
  }
}
