/**
 * One direction of a bridge: what another leg hears, read from its shared ring a tick at a time. Whoever reads stays a
 * fixed delay behind the newest sample; no frame is ever a message, and the two legs may be on different threads.
 */
import { FRAME_SAMPLES, HeardRing, type Pcm, type Samples } from '#audio';

/** Behind the newest sample at the start: one frame to send now, one against jitter. */
const DELAY = 2 * FRAME_SAMPLES;
/** So much more than the delay is a clock that ran away or a peer that caught up: 60 ms. */
const DRIFT = 3 * FRAME_SAMPLES;
/** Kept when the rest is given up: 10 ms. */
const SPARE = FRAME_SAMPLES / 2;
/** Ticks after which what was never needed of the delay is given up: 2 s. */
const WINDOW = 100;

export class Bridge {
  readonly #ring: HeardRing;
  readonly #waits: Samples | null;
  /** The next sample to send; `null`: nothing was heard yet. */
  #cursor: Samples | null = null;
  #ticks = 0;
  /** The least that was left after a tick of this window. */
  #least: Samples = Infinity;

  /**
   * @param ring shared memory of the other leg's `HeardRing`
   * @param waits so much may wait to be sent, from the ring's first sample on; null: a live leg, of which what is late
   *   is left out
   */
  constructor(ring: SharedArrayBuffer, waits: Samples | null = null) {
    this.#ring = new HeardRing(ring);
    this.#waits = waits;
  }

  fill(frame: Pcm): void {
    const { edge } = this.#ring;
    if (edge === 0) return;
    let from = this.#cursor ?? (this.#waits === null ? Math.max(0, edge - DELAY) : 0);
    if (edge - from > DELAY + (this.#waits ?? DRIFT)) from = edge - DELAY;
    this.#cursor = from;
    // Late: silence goes out, and the delay has grown by what is missing.
    if (edge - from < FRAME_SAMPLES) return this.#counted(0);
    this.#ring.copy(from, frame);
    this.#cursor = from + FRAME_SAMPLES;
    this.#counted(edge - this.#cursor);
  }

  /** A delay that a whole window did not need is latency for nothing. */
  #counted(left: Samples): void {
    this.#least = Math.min(this.#least, left);
    if (++this.#ticks < WINDOW) return;
    if (this.#least >= FRAME_SAMPLES + SPARE) this.#cursor! += this.#least - SPARE;
    this.#ticks = 0;
    this.#least = Infinity;
  }
}
