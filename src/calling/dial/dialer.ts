/** The one loop that starts calls whose time has come: woken by new calls, by freed lines, and by the clock. */
import type { Call, Store } from '#domain';
import { DueLoop, type Clock, type Id, type Logger, type Millis } from '#kernel';

/** How many calls may be between their claim and their INVITE at once. */
const PLACING_LIMIT = 50;
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
  readonly #loop: DueLoop<Call>;

  constructor(options: DialerOptions) {
    const { nodeId, store, clock, logger, place } = options;
    this.#options = options;
    this.#loop = new DueLoop({
      name: 'calls',
      clock,
      logger,
      atOnce: PLACING_LIMIT,
      idlePollMs: IDLE_POLL_MS,
      claim: (room) => store.calls.claimDue(nodeId, clock.now(), room),
      nextDueAt: () => store.calls.nextDueAt(),
      keyOf: (call) => call.id,
      run: place,
      onFault: (call) => this.#giveBack(call),
    });
  }

  /** Is this call between its claim and its INVITE? */
  isPlacing(id: Id): boolean {
    return this.#loop.isRunning(id);
  }

  /** May another call be taken now? */
  get hasRoom(): boolean {
    return this.#loop.hasRoom;
  }

  /** Dials a call that this node holds since its birth; past the limit too, for nobody else would. */
  take(call: Call): void {
    if (this.#loop.take(call)) return;
    this.#giveBack(call).catch((cause: unknown) =>
      this.#options.logger.error('call-not-given-back', { call: call.id, cause }),
    );
  }

  /** Looks at the queue now. */
  wake(): void {
    this.#loop.wake();
  }

  /** Told of a call that was just kept for the queue; one that falls due later than the next poll waits for that. */
  expect({ notBefore }: Pick<Call, 'notBefore'>): void {
    if ((notBefore ?? 0) < this.#options.clock.now() + IDLE_POLL_MS) this.#loop.wake();
  }

  /** Takes no further call. Resolves when those under way have left or gone back. */
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Not dialled here: the call is still queued, for this node later or another. What fails here too, the audit finds. */
  #giveBack(call: Call): Promise<void> {
    const { store, clock, nodeId } = this.#options;
    return store.calls.release(call.id, nodeId, clock.now() + FAULT_RETRY_MS);
  }
}
