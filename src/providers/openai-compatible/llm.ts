/** A streaming chat client for any endpoint that speaks OpenAI's chat completions. */
import { realClock, type Clock, type Logger, type Millis } from '#kernel';
import { ModelError, type ChatEvent, type ChatRequest, type LlmModel } from '#models';
import { SseParser } from '../shared/sse.ts';
import { faultOfStatus } from '../shared/vendor-faults.ts';
import { Watchdog } from '../shared/watchdog.ts';
import { ChatDecoder } from './decode.ts';
import { encodeChat, type ChatQuirks } from './encode.ts';
import { failOf, readBase, readStart, requestIdOf, type Fail } from './endpoint.ts';
import { retryAfterMs, sayRefusal } from './faults.ts';

export interface OpenAiCompatibleOptions {
  /** The API's base, e.g. `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  /** Names the server in errors, events and costs. Default `openai-compatible`. */
  readonly provider?: string;
  /** Where this server departs from OpenAI's reference. */
  readonly quirks?: ChatQuirks;
  /** The platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
  readonly timeouts?: {
    /** From the request to the first event, a second try included, ms. Default 8,000. */
    readonly firstByteMs?: Millis;
    /** Between two pieces of the answer, ms. Default 5,000. */
    readonly idleMs?: Millis;
  };
  readonly clock?: Clock;
  readonly logger: Logger;
}

const PROVIDER = 'openai-compatible';
const FIRST_BYTE_MS = 8000;
const IDLE_MS = 5000;
/** Wait before the second try when the server names none. */
const RETRY_MS = 250;
/** After `[DONE]` so long for the end of the body: only a connection whose answer was read can be used again. */
const DRAIN_MS = 100;
const RETRIED_STATUS: readonly number[] = [429, 503];

/**
 * Makes the client; nothing is contacted before the first chat. One second try, before the first byte only, after a
 * failed connection, 429 or 503.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 * @example
 * const llm = createOpenAiCompatibleLlm({ url: 'http://127.0.0.1:11434/v1', model: 'llama3', logger });
 * for await (const event of llm.chat({ messages, tools: [] }, signal)) …
 */
export function createOpenAiCompatibleLlm(options: OpenAiCompatibleOptions): LlmModel {
  const { model, logger, apiKey, clock = realClock, fetch: send = fetch } = options;
  const { provider = PROVIDER, quirks = {} } = options;
  const fail = failOf(provider);
  const firstByteMs = options.timeouts?.firstByteMs ?? FIRST_BYTE_MS;
  const idleMs = options.timeouts?.idleMs ?? IDLE_MS;
  const base = readBase(options.url, fail);
  // Checked here because the platform's own message about a bad header would quote the key.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey))
    throw fail('bad-request', 'The key of the language model must be printable ASCII without blanks.');
  const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const closing = new AbortController();
  const told = new Set<string>();

  async function* chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatEvent> {
    const begin = clock.monotonic();
    const left = (): Millis => Math.max(0, begin + firstByteMs - clock.monotonic());
    const watch = new Watchdog(clock, AbortSignal.any([signal, closing.signal]));
    let requestId: string | undefined;
    try {
      const encoded = encodeChat(request, model, quirks);
      tellLeftOut(request, encoded);
      const body = JSON.stringify(encoded);
      const response = await open(body, watch, left);
      requestId = requestIdOf(response);
      const decoder = new ChatDecoder(provider);
      const parser = new SseParser();
      const reader = (response.body ?? new Blob([]).stream()).getReader();
      let begun = false;
      while (!decoder.done) {
        const { done, value } = await watch.within(begun ? idleMs : left(), reader.read());
        if (done) {
          yield* decoder.end();
          return;
        }
        for (const { data } of parser.push(value)) {
          if (!begun) logger.debug('llm-first-event', { ms: clock.monotonic() - begin, requestId });
          begun = true;
          yield* decoder.push(data);
          if (decoder.done) break;
        }
      }
      await drain(reader, watch);
    } catch (thrown) {
      throw describe(thrown, watch, requestId, fail);
    } finally {
      watch.close();
    }
  }

  /** The answer whose status is 200; tries twice at most. */
  async function open(body: string, watch: Watchdog, left: () => Millis): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const { response, error, waitMs } = await tryOnce(body, watch, left());
      if (response) return response;
      const wait = waitMs ?? RETRY_MS;
      if (!error!.retryable || waitMs === null || attempt === 2 || wait >= left()) throw error!;
      logger.warn('llm-retried', { fault: error!.fault, status: error!.httpStatus, waitMs: wait });
      await watch.pause(wait);
      if (watch.verdict !== null) throw error!;
    }
  }

  /** `waitMs`: `null` when a second try is out of place, `undefined` when the server names no time. */
  async function tryOnce(
    body: string,
    watch: Watchdog,
    limit: Millis,
  ): Promise<{ response?: Response; error?: ModelError; waitMs?: Millis | null | undefined }> {
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...authorization,
    };
    let response: Response;
    try {
      const init = { method: 'POST', headers, body, redirect: 'manual', signal: watch.signal } as const;
      response = await watch.within(limit, send(base.chat, init));
    } catch (thrown) {
      const error = describe(thrown, watch, undefined, fail);
      return error.fault === 'connectivity' ? { error } : { error, waitMs: null };
    }
    if (response.status === 200) return { response };
    const text = await watch.within(limit, readStart(response));
    const fault = faultOfStatus(response.status, text);
    const requestId = requestIdOf(response);
    const error = new ModelError({
      provider,
      fault,
      message: sayRefusal(response.status, fault, model),
      httpStatus: response.status,
      ...(requestId === undefined ? {} : { requestId }),
    });
    if (!RETRIED_STATUS.includes(response.status)) return { error, waitMs: null };
    return { error, waitMs: retryAfterMs(response.headers.get('retry-after'), clock.now()) ?? undefined };
  }

  /** A setting that the model refuses is left out, and said once for each model. */
  function tellLeftOut(request: ChatRequest, encoded: Record<string, unknown>): void {
    if (request.temperature === undefined || 'temperature' in encoded) return;
    const name = String(encoded['model']);
    if (told.has(name)) return;
    told.add(name);
    logger.warn('llm-setting-left-out', { provider, model: name, setting: 'temperature' });
  }

  /** Connections are kept, so a small question opens the one that the first chat will use. */
  async function warm(): Promise<void> {
    const watch = new Watchdog(clock, closing.signal);
    try {
      const init = { headers: authorization, redirect: 'manual', signal: watch.signal } as const;
      const response = await watch.within(firstByteMs, send(base.models, init));
      await watch.within(idleMs, response.arrayBuffer());
    } catch (thrown) {
      logger.debug('llm-warm-failed', { provider, fault: describe(thrown, watch, undefined, fail).fault });
    } finally {
      watch.close();
    }
  }

  return {
    contract: 1,
    provider,
    modelId: model,
    chat,
    warm,
    async close() {
      closing.abort();
    },
  };
}

async function drain(reader: { read(): Promise<{ done: boolean }> }, watch: Watchdog): Promise<void> {
  try {
    while (!(await watch.within(DRAIN_MS, reader.read())).done);
  } catch {
    // The answer is whole; its connection is then not kept, nothing else.
  }
}

function describe(thrown: unknown, watch: Watchdog, requestId: string | undefined, fail: Fail): ModelError {
  if (watch.verdict === 'aborted') return fail('aborted', 'The chat was aborted.', requestId);
  if (watch.verdict === 'timeout')
    return fail('timeout', 'The language model did not answer in time.', requestId);
  if (thrown instanceof ModelError)
    return requestId === undefined || thrown.requestId !== undefined
      ? thrown
      : fail(thrown.fault, thrown.message, requestId);
  if (thrown instanceof RangeError)
    return fail('protocol', `The answer is no event stream: ${thrown.message}.`, requestId);
  return fail('connectivity', 'The connection to the language model failed.', requestId, thrown);
}
