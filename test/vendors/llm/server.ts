/** The HTTP around a vendor's dialect: one streamed answer a request, the script's faults, what was asked. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replyOf, type LlmAsked, type LlmReply, type LlmScript } from './script.ts';

export interface LlmDialect {
  /** Base of the API as a client is given it. */
  readonly base: string;
  /** Answers `GET` of this path, for clients that warm a connection. */
  readonly models: string;
  /** The refusal of a request that the documentation forbids; `null`: it is right. */
  refuse(asked: LlmAsked): { readonly status: number; readonly body: object } | null;
  /** A refusal by status alone. */
  refusal(status: number): object;
  /** Events of a whole answer, each as the text of the stream. */
  events(reply: LlmReply, index: number): string[];
  overloaded(): string;
}

export interface LlmServer {
  readonly url: string;
  readonly requests: readonly LlmAsked[];
  /** Answers in progress. */
  readonly active: number;
  /** Connections that were ever opened. */
  readonly connections: number;
  /** When so many requests have come, or that many answers are over. */
  asked(count: number): Promise<void>;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDialect(dialect: LlmDialect, script: LlmScript): Promise<LlmServer> {
  const requests: LlmAsked[] = [];
  const watchers: { readonly holds: () => boolean; readonly resolve: () => void }[] = [];
  let active = 0;
  let connections = 0;
  const check = (): void => {
    for (const watcher of watchers.splice(0)) {
      if (watcher.holds()) watcher.resolve();
      else watchers.push(watcher);
    }
  };
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      watchers.push({ holds, resolve });
      check();
    });

  const server = createServer(async (request, response) => {
    if (request.method === 'GET' && request.url?.startsWith(`${dialect.base}${dialect.models}`))
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}');
    // A connection that is opened ahead asks for nothing.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    const path = (request.url ?? '').slice(dialect.base.length);
    const asked: LlmAsked = { path, headers: request.headers, body: JSON.parse(text) };
    active++;
    response.on('close', () => {
      active--;
      check();
    });
    const refused = dialect.refuse(asked);
    const index = requests.push(asked) - 1;
    if (refused) answer(response, refused.status, refused.body);
    else play(dialect, replyOf(script, asked, index), index, response);
    check();
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${dialect.base}`,
    requests,
    get active() {
      return active;
    },
    get connections() {
      return connections;
    },
    asked: (count) => until(() => requests.length >= count),
    idle: () => until(() => active === 0),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  const headers = { 'content-type': 'application/json', 'request-id': 'req_test' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function play(dialect: LlmDialect, reply: LlmReply, index: number, response: ServerResponse): void {
  const { fault } = reply;
  if (fault === 'silence') return;
  if (typeof fault === 'object') return answer(response, fault.status, dialect.refusal(fault.status));
  const events = dialect.events(reply, index);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (fault === undefined && !reply.stalls) return void response.end(events.join(''));
  response.write(events.slice(0, Math.ceil(events.length / 2)).join(''));
  if (fault === 'break-off') setImmediate(() => response.destroy());
  if (fault === 'malformed') response.end('data: {"half": "an eve\n\n');
  if (fault === 'error-event') response.end(dialect.overloaded());
}
