/** The operator's door into a running server: HTTP on a unix socket that only its own user can open. */
import { chmodSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError, errorText, type Closable, type Logger } from '#kernel';
import { forgetSocketPath, recordSocketPath } from './address.ts';

/** What an operator may ask of a running server. */
export interface OperatorService {
  /** Answered as JSON; the fields of `CreatedKey` in the API room. */
  createKey(mode: 'live' | 'test', name: string): Promise<object>;
  /** What runs, for `doctor`. */
  status(): Promise<OperatorStatus>;
  /** Asks every provider whether it takes the configured keys, for `doctor`; fields of `TriedKeys` in calling. */
  tryKeys(): Promise<object>;
  /** How to reach the embedded database, for a backup while it runs; fields of `ConnectionSettings` in storage. */
  database(): Promise<object>;
  /** A call and its whole log. @param id in any spelling */
  exportCall(id: string): Promise<object>;
  /** @param file what `exportCall` gave, as text. @returns the call's id as the API spells it */
  importCall(file: string): Promise<{ readonly id: string }>;
}

/** The server as it sees itself. */
export interface OperatorStatus {
  readonly version: string;
  readonly url: string;
  readonly sip_address: string;
  /** As `/readyz` tells them. */
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
  /** The active ones, for reachability. */
  readonly trunks: readonly { readonly name: string; readonly uri: string }[];
}

/** Nothing that an operator sends is longer, characters; a call's log may be. */
const LONGEST_BODY = 10_000;
const LONGEST_CALL = 100_000_000;

/** @throws AppError `operator-socket` when the socket can not be made */
export async function openOperatorSocket(
  dataDir: string,
  service: OperatorService,
  logger: Logger,
): Promise<Closable> {
  const server = createServer((request, response) => void respond(service, request, response, logger));
  try {
    await listenPrivately(server, recordSocketPath(dataDir));
  } catch (cause) {
    throw new AppError({
      code: 'operator-socket',
      status: 500,
      message: `The operator's socket can not be made for ${dataDir}: ${errorText(cause)}. Make the directory writable.`,
      cause,
    });
  }
  return {
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      forgetSocketPath(dataDir);
    },
  };
}

async function respond(
  service: OperatorService,
  request: IncomingMessage,
  response: ServerResponse,
  logger: Logger,
): Promise<void> {
  let told;
  try {
    told = await answer(service, request);
  } catch (thrown) {
    told = refusal(thrown, logger);
  }
  response.writeHead(told.status, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(JSON.stringify(told.body));
}

/** The socket is bound within `listen`, so that the mask holds from its first moment. */
async function listenPrivately(server: Server, path: string): Promise<void> {
  const before = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => resolve());
      process.umask(before);
    });
  } finally {
    process.umask(before);
  }
  chmodSync(path, 0o600);
  server.unref();
}

async function answer(
  service: OperatorService,
  request: IncomingMessage,
): Promise<{ status: number; body: object }> {
  if (request.method === 'GET' && request.url === '/status')
    return { status: 200, body: await service.status() };
  if (request.method === 'GET' && request.url === '/provider-keys')
    return { status: 200, body: await service.tryKeys() };
  if (request.method === 'GET' && request.url === '/database')
    return { status: 200, body: await service.database() };
  if (request.method === 'POST' && request.url === '/keys') {
    const { mode, name } = JSON.parse(await bodyOf(request)) as { mode?: unknown; name?: unknown };
    if ((mode !== 'live' && mode !== 'test') || typeof name !== 'string')
      throw new AppError({
        code: 'invalid-request',
        status: 400,
        message: 'Send {"mode": "live" or "test", "name": text}.',
      });
    return { status: 201, body: await service.createKey(mode, name) };
  }
  const call = /^\/calls\/([\w-]{1,80})$/.exec(request.url ?? '')?.[1];
  if (request.method === 'GET' && call !== undefined)
    return { status: 200, body: await service.exportCall(call) };
  if (request.method === 'POST' && request.url === '/calls')
    return { status: 201, body: await service.importCall(await bodyOf(request, LONGEST_CALL)) };
  throw new AppError({
    code: 'route-unknown',
    status: 404,
    message: 'Ask GET /status, GET /provider-keys, GET /database, POST /keys, GET /calls/ID or POST /calls.',
  });
}

async function bodyOf(request: IncomingMessage, longest = LONGEST_BODY): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longest)
      throw new AppError({ code: 'body-too-large', status: 413, message: 'The body is too long.' });
  }
  return text;
}

function refusal(thrown: unknown, logger: Logger): { status: number; body: object } {
  if (thrown instanceof AppError)
    return { status: thrown.status, body: { code: thrown.code, message: thrown.message } };
  logger.error('operator-request-failed', { fault: thrown });
  return { status: 500, body: { code: 'internal', message: errorText(thrown) } };
}
