/** Keeps what was spoken: a sentence that comes again is served from memory, and is made once for all who ask for it. */
import { ModelError, type SpokenChunk, type TtsModel, type TtsRequest } from '#models';
import { PromptCache } from '../embedded/prompt-cache.ts';

export interface TtsCacheOptions {
  /** Bytes of audio kept (16,000 are one second); the least recently used go first. */
  readonly maxBytes: number;
}

/** A whole utterance. */
interface Kept {
  readonly chunks: readonly SpokenChunk[];
  readonly byteLength: number;
}

/** An utterance in the making. */
interface Making {
  readonly chunks: SpokenChunk[];
  state: 'making' | 'made' | 'failed';
  fault: unknown;
  askers: number;
  readonly stop: AbortController;
  /** Settles at the next chunk or at the end; then there is another one. */
  news: PromiseWithResolvers<void>;
}

/** What a word's time costs beside the audio. */
const WORD_BYTES = 64;

/**
 * The same model, with a memory. Equal requests at the same time share one synthesis, each hearing it from its first
 * chunk as it is made; it stops when the last of them gives up. Only whole utterances are kept. Chunks are shared: do
 * not write into their audio.
 * @example const tts = cachedTts(createCartesiaTts(options), { maxBytes: 32 * 1024 * 1024 });
 */
export function cachedTts(model: TtsModel, { maxBytes }: TtsCacheOptions): TtsModel {
  const cache = new PromptCache<Kept>(maxBytes);
  const running = new Map<string, Making>();

  async function* speak(request: TtsRequest, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    if (signal.aborted) throw aborted(model.provider);
    const key = keyOf(model, request);
    const kept = cache.get(key);
    if (kept) return yield* kept.chunks;
    let making = running.get(key);
    if (!making) {
      making = begin();
      running.set(key, making);
      void make(key, request, making);
    }
    yield* follow(key, making, signal);
  }

  async function make(key: string, request: TtsRequest, making: Making): Promise<void> {
    try {
      for await (const chunk of model.speak(request, making.stop.signal)) {
        making.chunks.push(chunk);
        tellAll(making);
      }
      making.state = 'made';
      cache.set(key, keep(making.chunks));
    } catch (thrown) {
      making.state = 'failed';
      making.fault = thrown;
    }
    if (running.get(key) === making) running.delete(key);
    tellAll(making);
  }

  async function* follow(key: string, making: Making, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    making.askers++;
    const gaveUp = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => gaveUp.resolve(), { once: true });
    try {
      for (let next = 0; ;) {
        if (signal.aborted) throw aborted(model.provider);
        const chunk = making.chunks[next];
        if (chunk) {
          next++;
          yield chunk;
        } else if (making.state === 'made') return;
        else if (making.state === 'failed') throw making.fault;
        else await Promise.race([making.news.promise, gaveUp.promise]);
      }
    } finally {
      // Who asks after this finds nothing in the making and begins anew.
      if (--making.askers === 0 && making.state === 'making') {
        if (running.get(key) === making) running.delete(key);
        making.stop.abort();
      }
    }
  }

  return {
    contract: 1,
    provider: model.provider,
    modelId: model.modelId,
    capabilities: model.capabilities,
    speak,
    ...(model.warm ? { warm: (request) => model.warm!(request) } : {}),
    async close() {
      for (const making of running.values()) making.stop.abort();
      await model.close();
    },
  };
}

function begin(): Making {
  const news = Promise.withResolvers<void>();
  return { chunks: [], state: 'making', fault: null, askers: 0, stop: new AbortController(), news };
}

function tellAll(making: Making): void {
  making.news.resolve();
  making.news = Promise.withResolvers<void>();
}

function keyOf(
  { provider, modelId }: TtsModel,
  { voice, language, speed, tuning, text }: TtsRequest,
): string {
  return JSON.stringify([provider, modelId, voice, language.toLowerCase(), speed, tuning, text]);
}

function keep(chunks: readonly SpokenChunk[]): Kept {
  return { chunks, byteLength: chunks.reduce((sum, chunk) => sum + bytesOf(chunk), 0) };
}

function bytesOf({ pcm, words }: SpokenChunk): number {
  return pcm.byteLength + (words?.length ?? 0) * WORD_BYTES;
}

function aborted(provider: string): ModelError {
  return new ModelError({ provider, fault: 'aborted', message: 'The synthesis was aborted.' });
}
