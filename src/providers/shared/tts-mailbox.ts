/** One utterance's events on their way to whoever speaks it, with limits on waiting. */
import type { Millis } from '#kernel';
import { ModelError, type SpokenChunk } from '#models';
import type { TtsEvent } from './tts-event.ts';
import type { Watchdog } from './watchdog.ts';

/** From the request to the first sound. */
export const FIRST_AUDIO_MS: Millis = 6000;
/** Between two pieces of it. */
export const IDLE_MS: Millis = 5000;

/** Events wait here for one reader. */
export class Mailbox {
  readonly #signal: AbortSignal;
  readonly #waiting: TtsEvent[] = [];
  #wake: (() => void) | null = null;

  /** @param signal ends a wait with a rejection */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  readonly tell = (event: TtsEvent): void => {
    this.#waiting.push(event);
    this.#wake?.();
  };

  async next(): Promise<TtsEvent> {
    for (;;) {
      this.#signal.throwIfAborted();
      const event = this.#waiting.shift();
      if (event) return event;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** The utterance's chunks until it is complete. @throws ModelError */
export async function* hear(
  provider: string,
  mailbox: Mailbox,
  watch: Watchdog,
): AsyncGenerator<SpokenChunk, void> {
  try {
    for (let limit = FIRST_AUDIO_MS; ; limit = IDLE_MS) {
      const event = await watch.within(limit, mailbox.next());
      if (event.type === 'finished') return;
      if (event.type === 'failed') throw event.error;
      if (event.type === 'cancelled') throw fault(provider, 'protocol', `${provider} stopped unasked.`);
      yield event.words ? { pcm: event.pcm, words: event.words } : { pcm: event.pcm };
    }
  } catch (thrown) {
    throw asModelError(provider, thrown, watch);
  }
}

/** Anything thrown while `watch` was on, as the one error that a speaker gets. */
export function asModelError(provider: string, thrown: unknown, watch: Watchdog): ModelError {
  if (watch.verdict === 'aborted') return fault(provider, 'aborted', 'The synthesis was aborted.');
  if (watch.verdict === 'timeout') return fault(provider, 'timeout', `${provider} did not speak in time.`);
  if (thrown instanceof ModelError) return thrown;
  return fault(provider, 'protocol', `${provider} sent something that cannot be read.`, thrown);
}

function fault(provider: string, kind: ModelError['fault'], message: string, cause?: unknown): ModelError {
  return new ModelError({ provider, fault: kind, message, cause });
}
