/** Pumps the callee's audio from the line into a realtime session, without gaps. */
import { LINE_RATE, type AudioLine, type Samples } from '#audio';
import type { Clock, Logger, Timer } from '#kernel';
import type { RealtimeSession } from '#models';

/** Between two pieces of audio. */
const PUMP_MS = 40;
/** A line keeps 30 s. */
const KEPT: Samples = 29 * LINE_RATE;

export interface RealtimeEarOptions {
  readonly line: AudioLine;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After each piece. */
  onTick(): void;
}

export class RealtimeEar {
  readonly #options: RealtimeEarOptions;
  #session: RealtimeSession | null = null;
  #next: Samples = 0;
  #timer: Timer | null = null;

  constructor(options: RealtimeEarOptions) {
    this.#options = options;
  }

  /** From position `from` on. */
  open(session: RealtimeSession, from: Samples): void {
    this.close();
    this.#session = session;
    this.#next = Math.max(0, from);
    this.#pump();
  }

  /** All that is there by now, so that what is decided about it comes after it. */
  write(): void {
    const { line, logger } = this.#options;
    const oldest = line.position() - KEPT;
    if (this.#next < oldest) {
      logger.warn('hearing-behind', { lostMs: ((oldest - this.#next) * 1000) / LINE_RATE });
      this.#next = oldest;
    }
    const pcm = line.heard(this.#next, Number.MAX_SAFE_INTEGER);
    if (pcm.length === 0) return;
    this.#next += pcm.length;
    this.#session?.write(pcm);
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#session = null;
  }

  #pump(): void {
    this.write();
    this.#options.onTick();
    if (this.#session) this.#timer = this.#options.clock.after(PUMP_MS, () => this.#pump());
  }
}
