/** A bad network as a pure plan: when each datagram arrives, if at all. The same for the same seed and moments. */
import { randomUnit, seededRandom, type Millis, type Random } from '#kernel';

export interface NetworkFaults {
  /** Fastest way through, ms. */
  readonly delayMs: Millis;
  /** Every datagram is late by up to this much more, evenly spread, ms. */
  readonly jitterMs: Millis;
  /** Share that is lost, 0 to 1. */
  readonly loss: number;
  /** Mean length of a run of losses (Gilbert's two states); 1: each by itself. */
  readonly lossRun: number;
  /** Share that is overtaken by what was sent after it. */
  readonly reordered: number;
  /** Share that comes twice. */
  readonly duplicated: number;
}

/** What the product must stand: a poor mobile or hotel network. */
export const poorNetwork: NetworkFaults = {
  delayMs: 40,
  jitterMs: 60,
  loss: 0.05,
  lossRun: 1,
  reordered: 0.02,
  duplicated: 0.01,
};

/** An overtaken datagram is held for this long beyond its turn: two to three packets of 20 ms. */
const HELD_MS = { least: 40, spread: 20 };
/** A copy follows this soon, at most. */
const COPY_WITHIN_MS = 30;

export class Network {
  readonly #faults: NetworkFaults;
  readonly #random: Random;
  #losing = false;
  /** Queues keep their order: nothing arrives before what was sent before it, but for the overtaken. */
  #last: Millis = -Infinity;

  constructor(faults: NetworkFaults, seed: number) {
    this.#faults = faults;
    this.#random = seededRandom(seed);
  }

  /** A datagram is sent at `now`. @returns when it arrives: never, once or twice */
  send(now: Millis): readonly Millis[] {
    const { delayMs, jitterMs, loss, lossRun, reordered, duplicated } = this.#faults;
    // Drawn always and in this order, so that one fault's share does not change where another one strikes.
    const [lost, late, overtaken, held, copied, copy] = Array.from({ length: 6 }, () =>
      randomUnit(this.#random),
    );
    const stays = 1 - 1 / lossRun;
    const begins = loss / (lossRun * (1 - loss));
    this.#losing = lost! < (this.#losing && lossRun > 1 ? stays : lossRun > 1 ? begins : loss);
    if (this.#losing) return [];
    const inTurn = Math.max(this.#last, now + delayMs + late! * jitterMs);
    let at = inTurn;
    if (overtaken! < reordered) at += HELD_MS.least + held! * HELD_MS.spread;
    else this.#last = inTurn;
    return copied! < duplicated ? [at, at + copy! * COPY_WITHIN_MS] : [at];
  }
}
