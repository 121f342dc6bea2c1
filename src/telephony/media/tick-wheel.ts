/**
 * One timer for all calls of a thread: 20 ms divided into slots, each call in one of them, so that packets of many
 * calls do not leave in one burst. Slots are counted from the wheel's start, so that nothing drifts.
 */
import type { Clock, Millis, Timer } from '#kernel';

export const TICK_MS = 20;
const SLOTS = 4;
const SLOT_MS = TICK_MS / SLOTS;
/** A slot may hold this many calls more than the emptiest before a call waits for a later one. */
const IMBALANCE = 4;

/** What is ticked; `now` is monotonic ms. */
export type Ticker = (now: Millis) => void;

export class TickWheel {
  readonly #clock: Clock;
  readonly #slots: Set<Ticker>[] = Array.from({ length: SLOTS }, () => new Set());
  /** Asked at every slot. */
  readonly #between = new Map<Ticker, Ticker>();
  #origin = 0;
  /** The slot that is due next, counted from the origin. */
  #next = 0;
  #timer: Timer | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Ticks `ticker` every 20 ms from the returned moment on (monotonic ms, at most 20 ms ahead), and from then on
   * `between` every 5 ms.
   */
  add(ticker: Ticker, between?: Ticker): Millis {
    if (between) this.#between.set(ticker, between);
    const now = this.#clock.monotonic();
    if (!this.#timer) {
      this.#origin = now;
      this.#next = 0;
    }
    const fewest = Math.min(...this.#slots.map((slot) => slot.size));
    let number = this.#next;
    while (this.#slots[number % SLOTS]!.size > fewest + IMBALANCE) number++;
    // A wheel that is behind: the call begins with the first of its slots that is not yet over.
    while (this.#origin + number * SLOT_MS < now - SLOT_MS) number += SLOTS;
    this.#slots[number % SLOTS]!.add(ticker);
    this.#arm();
    return this.#origin + number * SLOT_MS;
  }

  remove(ticker: Ticker): void {
    for (const slot of this.#slots) slot.delete(ticker);
    this.#between.delete(ticker);
    if (this.#slots.some((slot) => slot.size > 0)) return;
    this.#timer?.cancel();
    this.#timer = null;
  }

  /**
   * Runs at once what is due. Asked after each packet that came: a burst of them, read in one go before any timer runs,
   * holds up nothing that is to leave.
   */
  catchUp(): void {
    if (this.#timer && this.#due() <= this.#clock.monotonic()) this.#advance();
  }

  #arm(): void {
    this.#timer ??= this.#clock.after(this.#due() - this.#clock.monotonic(), () => this.#advance());
  }

  #advance(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#turn();
    if (this.#slots.some((slot) => slot.size > 0)) this.#arm();
  }

  #due(): Millis {
    return this.#origin + this.#next * SLOT_MS;
  }

  /** Runs every slot that is due; after a stall each slot once, since tickers catch up by themselves. */
  #turn(): void {
    const late = Math.floor((this.#clock.monotonic() - this.#due()) / SLOT_MS);
    if (late >= SLOTS) this.#next += late - SLOTS + 1;
    while (this.#due() <= this.#clock.monotonic()) {
      for (const ticker of [...this.#slots[this.#next % SLOTS]!]) ticker(this.#clock.monotonic());
      this.#next++;
    }
    for (const between of this.#between.values()) between(this.#clock.monotonic());
  }
}
