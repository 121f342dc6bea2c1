/** The one loop that starts calls whose time has come: woken by new calls, by freed lines, and by the clock. */
import type { Call, Store } from '#domain';
import type { Clock, Id, Logger, Millis, Timer } from '#kernel';

/** How many calls may be between their claim and their INVITE at once. */
const PLACING_LIMIT = 50;
/** However quiet it is, the queue is read this often: what another node queued, or a missed wake-up, waits no longer. */
const IDLE_POLL_MS: Millis = 500;
/** A call that could not be placed through a fault of ours is due again after this. */
const FAULT_RETRY_MS: Millis = 1_000;

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
  readonly #placing = new Map<Id, Promise<void>>();
  #timer: Timer | null = null;
  #reading: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: DialerOptions) {
    this.#options = options;
  }

  /** Is this call between its claim and its INVITE? */
  isPlacing(id: Id): boolean {
    return this.#placing.has(id);
  }

  /** May another call be taken now? */
  get hasRoom(): boolean {
    return !this.#stopped && this.#placing.size < PLACING_LIMIT;
  }

  /** Dials a call that this node holds since its birth; past the limit too, for nobody else would. */
  take(call: Call): void {
    if (this.#stopped) void this.#giveBack(call);
    else this.#start(call);
  }

  /** Looks at the queue now. */
  wake(): void {
    if (this.#stopped) return;
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

  /** Takes no further call. Resolves when those under way have left or gone back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#reading;
    await Promise.all(this.#placing.values());
  }

  async #read(): Promise<void> {
    const { store, clock, nodeId, logger } = this.#options;
    let wait = IDLE_POLL_MS;
    try {
      const room = PLACING_LIMIT - this.#placing.size;
      const due = room > 0 ? await store.calls.claimDue(nodeId, clock.now(), room) : [];
      for (const call of due) this.#start(call);
      const next = due.length > 0 ? null : await store.calls.nextDueAt();
      if (next !== null) wait = Math.min(Math.max(next - clock.now(), 1), IDLE_POLL_MS);
    } catch (cause) {
      logger.error('queue-unreadable', { cause });
    }
    if (!this.#stopped) this.#timer = clock.after(wait, () => this.wake());
  }

  #start(call: Call): void {
    const placing = this.#options
      .place(call)
      .catch((cause: unknown) => {
        this.#options.logger.error('call-not-placed', { call: call.id, cause });
        return this.#giveBack(call);
      })
      .finally(() => {
        const wasFull = !this.hasRoom;
        this.#placing.delete(call.id);
        if (wasFull) this.wake();
      });
    this.#placing.set(call.id, placing);
  }

  /** Not dialled here: the call is still queued, for this node later or another. What fails here too, the audit finds. */
  async #giveBack(call: Call): Promise<void> {
    const { store, clock, nodeId, logger } = this.#options;
    await store.calls
      .release(call.id, nodeId, clock.now() + FAULT_RETRY_MS)
      .catch((fault: unknown) => logger.error('call-not-given-back', { call: call.id, cause: fault }));
  }
}
