/** A Parley to probe: the API in memory, or a whole one over PostgreSQL. Both are asked in the same way. */
import { dialects } from '../../src/api/dialects/index.ts';
import { openTestApi } from '../../src/api/testing.ts';
import { parseId, type Id } from '#kernel';
import { operationsOf, type ApiOperation, type Document } from './operations.ts';

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Request {
  readonly method: string;
  /** With query. */
  readonly url: string;
  /** Null: none is sent. */
  readonly key: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface World {
  readonly operations: readonly ApiOperation[];
  readonly key: string;
  ask(request: Request): Promise<Reply>;
  /** In the place of `https://example.com` in examples: an address that may be named there, and leads to nobody. */
  readonly site: string;
  /** A call was made: puts it where most operations can do something with it. */
  prepareCall(id: Id): void;
  close(): Promise<void>;
}

/** How long an answer may take, ms; a stream that never ends is found by it. */
const ANSWER_WITHIN_MS = 20_000;

export async function openMemoryWorld(): Promise<World> {
  const server = await openTestApi({ dialects });
  const ask = async ({ method, url, key, headers = {}, body }: Request): Promise<Reply> => {
    const answer = await within(
      server.api.app.inject({
        method: method as 'GET',
        url,
        headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : Buffer.from(body) }),
      }),
      `${method} ${url}`,
    );
    const type = String(answer.headers['content-type'] ?? '');
    return { status: answer.statusCode, type, text: answer.body, headers: answer.headers };
  };
  return {
    operations: await readOperations(ask),
    key: server.liveKey,
    site: 'https://example.com',
    ask,
    prepareCall(id) {
      server.calls.change(id, {
        status: 'in_progress',
        answeredAt: server.clock.now(),
        analysis: {
          ...{ by: 'slots', model: null, summary: 'Fine.', data: {}, tags: [], disposition: null },
          ...{ success: true, success_reason: null, sentiment: null, fault: null },
          created_at: server.clock.now(),
        },
      });
    },
    close: () => server.api.close(),
  };
}

/** From the documents that are served. */
export async function readOperations(ask: World['ask']): Promise<ApiOperation[]> {
  const all = await Promise.all(
    ['openapi', ...dialects.map(({ name }) => name)].map(async (api) => {
      const url = api === 'openapi' ? '/openapi.json' : `/${api}/openapi.json`;
      const { text } = await ask({ method: 'GET', url, key: null });
      return operationsOf(api, JSON.parse(text) as Document);
    }),
  );
  return all.flat();
}

/** JSON with a type, as a client sends it. */
export function withJson(body: unknown): Pick<Request, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The id in any of our spellings. */
export function idIn(text: unknown): Id | null {
  return typeof text === 'string' ? parseId(text) : null;
}

export async function within<T>(work: Promise<T>, what: string): Promise<T> {
  const guard = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => guard.reject(new Error(`${what} is not answered within ${ANSWER_WITHIN_MS} ms`)),
    ANSWER_WITHIN_MS,
  );
  return Promise.race([work, guard.promise]).finally(() => clearTimeout(timer));
}
