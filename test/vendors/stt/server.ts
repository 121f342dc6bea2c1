/** What every vendor's local server of speech to text has in common: handshake, records, faults, the end. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { ScriptedEar, type SttScript, type Turns } from './script.ts';

/** One connection as the server saw it. */
export interface SttReceived {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Kinds of messages in order, runs of the same kind once. */
  readonly kinds: string[];
  /** Bodies of all messages but audio, as they came. */
  readonly texts: string[];
  audioMs: number;
  /** Sentences about what the protocol forbids. */
  readonly violations: string[];
}

/** May be changed at any time; holds for what comes after. Spans of audio are ms on one connection. */
export interface SttFaults {
  /** Status of a refused handshake. */
  refuse?: number | undefined;
  /** The handshake is never answered. */
  neverOpens?: boolean;
  /** The handshake is answered so much later, ms of real time. */
  opensAfterMs?: number;
  /** The connection is cut, without a word, after so much audio. */
  breaksAfterMs?: number | undefined;
  /** A message that nobody can read, after so much audio. */
  malformedAfterMs?: number | undefined;
  /** The vendor's own message about an error of its side, after so much audio. */
  errorAfterMs?: number | undefined;
  /** Audio is taken, and nothing is said of it. */
  neverAnswers?: boolean;
}

export interface SttServer {
  /** For `VendorOptions.url`. */
  readonly url: string;
  /** The only key that is taken. */
  readonly key: string;
  readonly received: readonly SttReceived[];
  readonly faults: SttFaults;
  /** Connections that are open now. */
  readonly connections: number;
  /** Resolves when no connection is open. */
  emptied(): Promise<void>;
  stop(): Promise<void>;
}

export interface Peer {
  readonly ear: ScriptedEar;
  readonly received: SttReceived;
  readonly script: SttScript;
  send(message: object | string | Uint8Array): void;
  /** Runs it after the script's `answerMs`. */
  answer(run: () => void): void;
  /** The message breaks the protocol: noted, and the connection closed. */
  violation(what: string): void;
}

/** One vendor's side of the protocol. */
export interface SttDialect {
  readonly key: string;
  /** Where a refusal names its request. Default `x-request-id`. */
  readonly requestIdHeader?: string;
  /** Status of a refusal, or `null`. */
  refuse(request: IncomingMessage, url: URL): number | null;
  /** @returns what happens on a message. */
  connect(peer: Peer): (message: string | Uint8Array) => void;
  /** An error of the vendor's side in the vendor's own form. */
  error(peer: Peer): object | string;
}

export async function startSocketServer(dialect: SttDialect, script: SttScript): Promise<SttServer> {
  const received: SttReceived[] = [];
  const faults: SttFaults = {};
  const turns: Turns = { next: 0 };
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  const http = createServer((_request, response) => response.writeHead(426).end());
  const socketServer = new WebSocketServer({ noServer: true });
  const timers = new Set<NodeJS.Timeout>();

  function later(ms: number | undefined, run: () => void): void {
    if (!ms) return run();
    const timer = setTimeout(() => (timers.delete(timer), run()), ms);
    timers.add(timer);
  }

  http.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) for (const resolve of waiting.splice(0)) resolve();
    });
  });
  http.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => {});
    // It is read on, so that the other side's end is seen.
    if (faults.neverOpens) return void socket.on('end', () => socket.destroy()).resume();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const status = faults.refuse ?? dialect.refuse(request, url);
    if (status !== null)
      return void socket.end(
        `HTTP/1.1 ${status} Refused\r\n${dialect.requestIdHeader ?? 'x-request-id'}: req-1\r\ncontent-length: 0\r\n\r\n`,
      );
    later(faults.opensAfterMs, () =>
      socketServer.handleUpgrade(request, socket, head, (client) => serve(client, request, url)),
    );
  });

  function serve(client: WebSocket, request: IncomingMessage, url: URL): void {
    const record: SttReceived = {
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      ...{ kinds: [], texts: [], violations: [], audioMs: 0 },
    };
    received.push(record);
    const peer: Peer = {
      ear: new ScriptedEar(script, turns),
      received: record,
      script,
      send(message) {
        const isPlain = typeof message === 'string' || message instanceof Uint8Array;
        if (client.readyState === client.OPEN) client.send(isPlain ? message : JSON.stringify(message));
      },
      answer: (run) => (faults.neverAnswers ? undefined : later(script.answerMs, run)),
      violation(what) {
        record.violations.push(what);
        client.close(1008, what.slice(0, 100));
      },
    };
    const onMessage = dialect.connect(peer);
    client.on('error', () => {});
    client.on('message', (data: Buffer, isBinary: boolean) => {
      onMessage(isBinary ? data : data.toString('utf8'));
      record.audioMs = peer.ear.heardMs;
      const isDue = (after: number | undefined): boolean => after !== undefined && record.audioMs >= after;
      if (isDue(faults.breaksAfterMs)) return client.terminate();
      if (isDue(faults.malformedAfterMs)) peer.send('{"type":');
      if (isDue(faults.errorAfterMs)) peer.send(dialect.error(peer));
    });
  }

  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    ...{ key: dialect.key, received, faults },
    get connections() {
      return sockets.size;
    },
    emptied: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      http.close();
      await once(http, 'close');
    },
  };
}

/** Notes a message's kind and body. */
export function note(peer: Peer, kind: string, body?: string): void {
  if (peer.received.kinds.at(-1) !== kind) peer.received.kinds.push(kind);
  if (body !== undefined) peer.received.texts.push(body);
}
