/**
 * Where packets go (symmetric RTP, RFC 4961, 3): to the address of the peer's description until its first valid packet
 * shows where it really sends from, then there.
 */
import type { Millis } from '#kernel';

export interface MediaSource {
  readonly address: string;
  readonly port: number;
}

/** Another source is believed only when the present one has been quiet for this long (a NAT that rebound). */
const QUIET_MS = 2000;
/** The same for one that goes on with no stream of before: a speaker who sends nothing in silence is no free place. */
const GONE_MS = 10_000;
/** So long after a new description packets from where the stream was before are those that were still on their way. */
const IN_FLIGHT_MS = 250;

export class Latch {
  #announced: MediaSource | null;
  #source: MediaSource | null = null;
  /** In use before the description changed. */
  #former: MediaSource | null = null;
  #formerUntil: Millis = -Infinity;
  #heardAt: Millis = 0;

  /** @param announced from the description; `null` when it named no address. */
  constructor(announced: MediaSource | null) {
    this.#announced = announced;
  }

  /** A new description: its address counts again until a packet says otherwise. Unchanged: nothing happens. */
  announce(announced: MediaSource | null, now: Millis): void {
    if (same(announced, this.#announced)) return;
    this.#announced = announced;
    this.#former = this.#source ?? this.#former;
    this.#formerUntil = announced === null ? -Infinity : now + IN_FLIGHT_MS;
    this.#source = null;
  }

  /**
   * A valid packet came. @returns whether it is to be believed: from the source in use, from the announced address
   * (which always wins), or the first after a silence.
   * @param continues it is the stream of before, by its SSRC: 32 bits that a third party has to guess (RFC 3550, 8.1)
   */
  take(source: MediaSource, now: Millis, continues = true): boolean {
    if (!same(source, this.#source)) {
      const isFormer = now < this.#formerUntil && same(source, this.#former);
      const free =
        (this.#source === null || now - this.#heardAt >= (continues ? QUIET_MS : GONE_MS)) && !isFormer;
      if (!free && !same(source, this.#announced)) return false;
      this.#source = { address: source.address, port: source.port };
    }
    this.#heardAt = now;
    return true;
  }

  /** Where to send; `null` while unknown. */
  get target(): MediaSource | null {
    return this.#source ?? this.#announced;
  }

  /** Has a packet been believed since the last announcement? */
  get latched(): boolean {
    return this.#source !== null;
  }
}

function same(a: MediaSource | null, b: MediaSource | null): boolean {
  return a === b || (a !== null && b !== null && a.address === b.address && a.port === b.port);
}
