/** What the local servers behind tools share: an address, what was asked, and faults on demand. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The next requests are answered so; `malformed` is a 200 with half a document. */
export type ToolFault = 'unauthorized' | 'rate-limit' | 'malformed' | 'slow' | 'broken';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ToolServerUnderTest {
  readonly url: string;
  /** Every request, refused ones too. */
  readonly asked: readonly Asked[];
  /** From now on; `null` ends it. */
  fault: ToolFault | null;
  stop(): Promise<void>;
}

export type Answer = (asked: Asked, response: ServerResponse) => void;

/** Serves; a request that a fault meets never reaches `answer`. */
export async function serveTools(answer: Answer, path = ''): Promise<ToolServerUnderTest> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((it) => {
      asked.push(it);
      if (served.fault === null) answer(it, response);
      else fail(served.fault, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const served: ToolServerUnderTest = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    asked,
    fault: null,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return served;
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The token of `Authorization: Bearer`. */
export function bearer({ headers }: Asked): string | null {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** The body as a JSON object, or null. */
export function objectOf({ body }: Asked): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  const url = new URL(request.url ?? '/', 'http://local');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body,
  };
}

function fail(fault: ToolFault, response: ServerResponse): void {
  switch (fault) {
    case 'unauthorized':
      return json(response, 401, { message: 'Unauthorized' });
    case 'rate-limit':
      return json(response, 429, { message: 'Too many requests' }, { 'retry-after': '1' });
    case 'malformed':
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"half":');
    case 'broken':
      return void response.destroy();
    // Never answered; the client's limit decides.
    case 'slow':
      return;
  }
}
