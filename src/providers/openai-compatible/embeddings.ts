/** Vectors of texts: https://platform.openai.com/docs/api-reference/embeddings/create */
import type { Clock, Logger, Millis } from '#kernel';
import type { EmbeddingModel } from '#models';
import { faultOfStatus } from '../shared/vendor-faults.ts';
import { Watchdog } from '../shared/watchdog.ts';
import { failOf, readBase, readStart, requestIdOf } from './endpoint.ts';
import { sayRefusal } from './faults.ts';

export interface EmbeddingOptions {
  /** The API's base, e.g. `https://api.openai.com/v1`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  readonly provider: string;
  /** Hears how many tokens an answer says that its texts had. */
  readonly onTokens?: (tokens: number) => void;
  readonly fetch?: typeof fetch;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A batch of 64 texts takes a second or two. */
const TIMEOUT_MS: Millis = 30_000;
/** Bytes of an answer: 100 vectors of 3,072 numbers as text. */
const LARGEST = 16 * 1024 * 1024;

/** `POST /embeddings` with `encoding_format: float`; nothing is contacted before. */
export function createEmbeddings(options: EmbeddingOptions): EmbeddingModel {
  const { model, provider, apiKey, clock, fetch: send = fetch } = options;
  const fail = failOf(provider);
  const base = readBase(options.url, fail);
  const url = new URL(base.models);
  url.pathname = url.pathname.replace(/\/models$/, '/embeddings');
  const headers = {
    'content-type': 'application/json',
    ...(apiKey === undefined || apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  return {
    contract: 1,
    provider,
    modelId: model,
    async embed(texts, signal) {
      const watch = new Watchdog(clock, signal);
      try {
        const body = JSON.stringify({ model, input: texts, encoding_format: 'float' });
        const init = { method: 'POST', headers, body, redirect: 'manual', signal: watch.signal } as const;
        const response = await watch.within(TIMEOUT_MS, send(url, init)).catch((cause: unknown) => {
          if (watch.verdict === 'aborted') throw fail('aborted', 'The request was aborted.');
          if (watch.verdict === 'timeout')
            throw fail('timeout', 'The embedding model did not answer in time.');
          throw fail('connectivity', 'The connection to the embedding model failed.', undefined, cause);
        });
        const requestId = requestIdOf(response);
        if (response.status !== 200) {
          const fault = faultOfStatus(response.status, await watch.within(TIMEOUT_MS, readStart(response)));
          throw fail(
            fault,
            sayRefusal(response.status, fault, model).replace('language', 'embedding'),
            requestId,
          );
        }
        if (Number(response.headers.get('content-length') ?? 0) > LARGEST)
          throw fail('protocol', 'The answer of the embedding model is too large.', requestId);
        const text = await watch.within(TIMEOUT_MS, response.text());
        const tokens = readTokens(text);
        if (tokens > 0) options.onTokens?.(tokens);
        const vectors = readVectors(text, texts.length);
        if (!vectors)
          throw fail('protocol', 'The answer of the embedding model holds no vectors.', requestId);
        return vectors;
      } finally {
        watch.close();
      }
    },
  };
}

/** `{usage: {prompt_tokens}}`; 0 where a server does not count. */
function readTokens(text: string): number {
  try {
    const { usage } = (JSON.parse(text) ?? {}) as { usage?: { prompt_tokens?: unknown } | null };
    const tokens = Number(usage?.prompt_tokens ?? 0);
    return Number.isFinite(tokens) ? tokens : 0;
  } catch {
    // The reader of the vectors says what is wrong with it.
    return 0;
  }
}

/** `{data: [{index, embedding}]}` in any order. @returns null for anything else */
export function readVectors(text: string, count: number): readonly Float32Array[] | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // Whoever asked tells what it means that it is none.
    return null;
  }
  const data = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(data) || data.length !== count) return null;
  const vectors: Float32Array[] = [];
  for (const [place, row] of data.entries()) {
    const { index = place, embedding } = (row ?? {}) as { index?: unknown; embedding?: unknown };
    const isVector = Array.isArray(embedding) && embedding.length > 0 && embedding.every(Number.isFinite);
    if (!isVector || typeof index !== 'number' || index < 0 || index >= count) return null;
    vectors[index] = Float32Array.from(embedding as number[]);
  }
  const length = vectors[0]?.length;
  return vectors.length === count &&
    Object.keys(vectors).length === count &&
    vectors.every((it) => it.length === length)
    ? vectors
    : null;
}
