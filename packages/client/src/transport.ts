/** Sends requests: address, key, time limit, retries. */
import { ParleyError, ParleyUnreachable } from './errors.ts';
import { waitBefore } from './retry.ts';

export interface ClientOptions {
  /** Where Parley answers, e.g. `https://calls.example.com`. */
  readonly url: string;
  /** An API key, `pk_live_…` or `pk_test_…`. */
  readonly key: string;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Tries after the first, for what may be repeated: reads, and creates, whose key makes them happen once. 2. */
  readonly retries?: number;
  /** A server that asks for a longer wait is not waited for, ms. 60,000. */
  readonly longestWaitMs?: number;
  /** For one try, ms; streams and recordings have none after their head. 30,000. */
  readonly timeoutMs?: number;
  /** Waits; for tests. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What one request may say for itself. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Of a create; made by chance when absent. Repeating a request with it gives the first answer again. */
  readonly idempotencyKey?: string;
}

/** One operation with its arguments, as the generated methods give it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: object | undefined;
  readonly body?: unknown;
  /** It takes an `Idempotency-Key`. */
  readonly keyed?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A path whose values are escaped. */
export function path(words: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: words }, ...values.map(encodeURIComponent));
}

/** What the generated methods stand on. */
export class Transport {
  readonly #options: ClientOptions;
  readonly #sleep: (ms: number, signal?: AbortSignal) => Promise<void>;

  constructor(options: ClientOptions) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, '') };
    this.#sleep = options.sleep ?? sleep;
  }

  /** The answer as JSON; undefined for 204. @throws ParleyError, ParleyUnreachable */
  async json<T>(call: Call, options?: RequestOptions): Promise<T> {
    const response = await this.raw(call, options);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** The answer itself, for files and streams. @throws ParleyError, ParleyUnreachable */
  async raw(call: Call, options: RequestOptions = {}): Promise<Response> {
    const { retries = 2, longestWaitMs = 60_000 } = this.#options;
    const safe = call.method === 'GET' || call.keyed === true;
    const headers = this.#headers(call, options);
    for (let tries = 1; ; tries++) {
      const tried = await this.#try(call, headers, options.signal);
      if (tried instanceof Response && tried.ok) return tried;
      const fault = tried instanceof Response ? await faultOf(tried) : tried;
      const [status, retryAfter] =
        tried instanceof Response ? [tried.status, tried.headers.get('retry-after')] : [null, null];
      const wait = waitBefore(
        { status, retryAfter, tries },
        { safe, retries, longestWaitMs },
        Date.now(),
        Math.random(),
      );
      if (wait === null || options.signal?.aborted) throw fault;
      await this.#sleep(wait, options.signal);
    }
  }

  /** Waits between two connections of a stream. */
  pause(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#sleep(ms, signal);
  }

  #headers({ body, keyed, headers }: Call, { idempotencyKey }: RequestOptions): Record<string, string> {
    return {
      authorization: `Bearer ${this.#options.key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(keyed ? { 'idempotency-key': idempotencyKey ?? crypto.randomUUID() } : {}),
      ...headers,
    };
  }

  async #try(
    { method, path, query, body }: Call,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Response | ParleyUnreachable> {
    const url = `${this.#options.url}${path}${searchOf(query)}`;
    const limit = new AbortController();
    const timer = setTimeout(
      () => limit.abort(new Error('no answer in time')),
      this.#options.timeoutMs ?? 30_000,
    );
    try {
      return await (this.#options.fetch ?? fetch)(url, {
        method,
        headers,
        signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      signal?.throwIfAborted();
      return new ParleyUnreachable(url, limit.signal.aborted ? limit.signal.reason : cause);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function faultOf(response: Response): Promise<ParleyError> {
  const text = await response.text().catch(() => '');
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON, as a proxy's page: it stays text.
  }
  return new ParleyError(response.status, body, response.headers.get('x-request-id'));
}

/** Lists are repeated fields. */
function searchOf(query: object | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) search.append(name, String(one));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
