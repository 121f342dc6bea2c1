/** Reads a vendor's API: with its key, behind the address guard, with patience. */
import { AppError, errorText, type Clock, type Millis } from '#kernel';
import type { HttpClient, HttpResponse } from '#models';
import { waitBeforeNext } from './retry.ts';

/** Values of a query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Source {
  /**
   * The JSON at a path below the base.
   * @throws AppError `vendor-key-refused` (401), `vendor-unreachable`, `url-refused`: it is of no use to go on;
   * `vendor-answer-refused`, `vendor-answer-malformed`: this one thing cannot be read
   */
  get(path: string, query?: Query): Promise<unknown>;
}

export interface SourceOptions {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Ends waiting and asking. */
  readonly signal: AbortSignal;
  readonly baseUrl: string;
  readonly key: string;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 16 * 1024 * 1024;

export function createSource({ http, clock, signal, baseUrl, key }: SourceOptions): Source {
  return {
    async get(path, query = {}) {
      const url = `${baseUrl}${path}${queryText(query)}`;
      for (let tries = 1; ; tries++) {
        const answer = await ask(url);
        const failed = answer instanceof AppError;
        if (!failed && answer.status >= 200 && answer.status < 300) return readJson(answer, path);
        const status = failed ? null : answer.status;
        const retryAfter = failed ? undefined : answer.headers['retry-after'];
        const wait = waitBeforeNext({ status, retryAfter, tries }, clock.now());
        if (wait === null) throw refusal(answer, path);
        await pause(clock, wait, signal);
      }
    },
  };

  async function ask(url: string): Promise<HttpResponse | AppError> {
    signal.throwIfAborted();
    try {
      return await http.request({
        url,
        method: 'GET',
        headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        signal,
      });
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.retryable) return thrown;
      throw thrown;
    }
  }
}

function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

function readJson({ body }: HttpResponse, path: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    throw malformed(path, `its answer is no JSON (${errorText(cause).slice(0, 80)})`);
  }
}

/** A thing that cannot be read as documented. */
export function malformed(path: string, why: string): AppError {
  return new AppError({
    code: 'vendor-answer-malformed',
    status: 502,
    message: `GET ${path}: ${why}.`,
  });
}

function refusal(answer: HttpResponse | AppError, path: string): AppError {
  if (answer instanceof AppError)
    return new AppError({
      code: 'vendor-unreachable',
      status: 502,
      message: `GET ${path}: ${answer.message}`,
      cause: answer,
    });
  if (answer.status === 401)
    return new AppError({
      code: 'vendor-key-refused',
      status: 502,
      message: `GET ${path}: the vendor does not take the key (401). Check it, and that it belongs to this address.`,
    });
  const busy = answer.status === 429 || answer.status >= 500;
  return new AppError({
    code: busy ? 'vendor-unreachable' : 'vendor-answer-refused',
    status: 502,
    message: `GET ${path}: the vendor answers ${answer.status}${busy ? ' again and again' : ''}.`,
    extra: { status: answer.status },
  });
}

/** @throws what the signal was aborted with */
function pause(clock: Clock, ms: Millis, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    function stop(): void {
      timer.cancel();
      reject(signal.reason as Error);
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}
