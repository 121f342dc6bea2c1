/**
 * Keeps the way to the models open: connections are made while it rings, and again when the callee begins to speak,
 * since vendors and the platform close what was idle for some seconds (undici's `keepAliveTimeout` is 4 s).
 */
import { errorText, type Clock, type Logger, type Millis } from '#kernel';
import type { LlmModel, TtsModel, TtsRequest } from '#models';

/** A connection that was used so lately is still open. */
const FRESH: Millis = 3000;

export interface ConnectionsOptions {
  readonly llm: LlmModel | null;
  readonly tts: TtsModel | null;
  readonly voice: Omit<TtsRequest, 'text'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class Connections {
  readonly #options: ConnectionsOptions;
  #usedAt: Millis = -Infinity;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** Opens what is not known to be open. Settles when it is; never fails. */
  async warm(): Promise<void> {
    const { llm, tts, voice, clock, logger } = this.#options;
    const now = clock.monotonic();
    if (now - this.#usedAt < FRESH) return;
    this.#usedAt = now;
    const opened = await Promise.allSettled([llm?.warm?.(), tts?.warm?.(voice)]);
    for (const one of opened)
      if (one.status === 'rejected') logger.debug('model-not-warmed', { error: errorText(one.reason) });
  }

  /** A request leaves. */
  used(): void {
    this.#usedAt = this.#options.clock.monotonic();
  }
}
