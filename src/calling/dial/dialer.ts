/** The one loop that starts calls whose time has come: woken by new calls, by freed lines, and by the clock. */
import type { Call, Store } from '#domain';
import type { Clock, Id, Logger, Millis, Timer } from '#kernel';

/** How many calls are taken in one statement. */
const CLAIM_LIMIT = 50;
/** However quiet it is, the queue is read this often: what another node queued, or a missed wake-up, waits no longer. */
const IDLE_POLL_MS: Millis = 500;

export interface DialerOptions {
  readonly nodeId: Id;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Dials one claimed call; never rejects for reasons of that call alone. */
  readonly place: (call: Call) => Promise<void>;
}

export class Dialer {
  readonly #options: DialerOptions;
  #timer: Timer | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: DialerOptions) {
    this.#options = options;
  }

  /** Looks at the queue now. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#timer?.cancel();
    this.#running = this.#round().finally(() => {
      this.#running = null;
      if (this.#again) {
        this.#again = false;
        this.wake();
      }
    });
  }

  /** Takes no further call. Resolves when the round under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#running;
  }

  async #round(): Promise<void> {
    const { store, clock, nodeId, logger, place } = this.#options;
    let wait = IDLE_POLL_MS;
    try {
      const due = await store.calls.claimDue(nodeId, clock.now(), CLAIM_LIMIT);
      if (due.length === CLAIM_LIMIT) this.#again = true;
      await Promise.all(
        due.map((call) => place(call).catch((cause: unknown) => this.#giveBack(call, cause))),
      );
      const next = await store.calls.nextDueAt();
      if (next !== null) wait = Math.min(Math.max(next - clock.now(), 0), IDLE_POLL_MS);
    } catch (cause) {
      logger.error('queue-unreadable', { cause });
    }
    if (!this.#stopped) this.#timer = clock.after(wait, () => this.wake());
  }

  /** A fault of ours between claim and attempt: the call is still queued and is due again shortly. */
  async #giveBack(call: Call, cause: unknown): Promise<void> {
    const { store, clock, nodeId, logger } = this.#options;
    logger.error('call-not-placed', { call: call.id, cause });
    await store.calls.release(call.id, nodeId, clock.now() + 1_000);
  }
}
