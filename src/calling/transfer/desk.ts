/** Transfers of one call: one second leg at a time, which never outlives the call. */
import type { TransferChange, Transfers, TransferWish } from '#conversation';
import type { Millis } from '#kernel';
import type { LegParts } from './leg-parts.ts';
import { SecondLeg } from './second-leg.ts';

/** The end of a call waits so long for the wire to confirm that of its second leg. */
const CONFIRM_MS: Millis = 3_000;

export interface DeskParts extends Omit<LegParts, 'tell'> {
  /** Callee and target speak with each other. */
  onJoined(wish: TransferWish): void;
  /** The target has gone, and with it what the call was for. */
  onLeft(detail: string): void;
}

export class TransferDesk implements Transfers {
  readonly #parts: DeskParts;
  readonly #legs = new Map<string, SecondLeg>();
  #closed = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  start(wish: TransferWish, tell: (change: TransferChange) => void): void {
    if (this.#closed) return tell({ state: 'failed', detail: 'The call is over.' });
    const leg = new SecondLeg(wish, {
      ...this.#parts,
      tell: (change) => {
        if (change.state === 'joined') this.#parts.onJoined(wish);
        tell(change);
        if (change.state === 'left') this.#parts.onLeft(change.detail);
      },
    });
    this.#legs.set(wish.run, leg);
    void leg.done.then(() => this.#legs.delete(wish.run));
  }

  /** Is a second leg joined, ringing or on its way? */
  get isBusy(): boolean {
    return this.#legs.size > 0;
  }

  join(run: string): void {
    this.#legs.get(run)?.join();
  }

  cancel(run: string): void {
    this.#legs.get(run)?.withdraw('canceled', 'The transfer was withdrawn.');
  }

  /** The call is ending: nobody is left alone on the other end. */
  hangUp(): void {
    this.#closed = true;
    for (const leg of this.#legs.values()) leg.withdraw('callee-hung-up', 'The other end hung up.');
  }

  /** Resolves when no leg is left. */
  async close(): Promise<void> {
    this.hangUp();
    const { clock } = this.#parts.options;
    await Promise.all(
      [...this.#legs.values()].map(async (leg) => {
        const timer = clock.after(CONFIRM_MS, () => leg.abandon());
        await leg.done;
        timer.cancel();
      }),
    );
  }
}
