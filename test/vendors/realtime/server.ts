/** The sockets around a vendor's dialect of realtime speech, and what each session was sent. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { REALTIME_KEY, type RealtimeScript } from './script.ts';

/** One session, as the server saw it. */
export interface RealtimeReceived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Each message, parsed, without the audio. */
  readonly messages: Record<string, any>[];
  /** Turns of the callee, 8 kHz. */
  readonly turns: Int16Array[];
  readonly toolResults: { readonly id: string; readonly result: string }[];
  readonly truncations: { readonly item: string; readonly heardMs: number }[];
  /** What each answer was asked with, beyond the callee's words. */
  readonly asked: string[];
  /** What was wrong in what the client sent. */
  readonly violations: string[];
  answers: number;
  open: boolean;
}

export interface Connection {
  readonly script: RealtimeScript;
  readonly received: RealtimeReceived;
  readonly socket: WebSocket;
  /** After each change of what was received. */
  changed(): void;
}

export interface RealtimeDialect {
  /** The path of the handshake, without its query. */
  readonly path: string;
  /** Refused by status; a vendor that refuses inside the socket returns `null`. */
  refuse(request: IncomingMessage): number | null;
  /** What the vendor does once the socket is open. */
  accept(connection: Connection): { message(text: string): void; stop(): void };
}

export interface RealtimeServer {
  readonly url: string;
  readonly requests: readonly RealtimeReceived[];
  /** When what was received is so. */
  until(holds: (requests: readonly RealtimeReceived[]) => boolean): Promise<void>;
  /** No session is open. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDialect(
  dialect: RealtimeDialect,
  script: RealtimeScript,
): Promise<RealtimeServer> {
  const requests: RealtimeReceived[] = [];
  const pending = new Set<Socket>();
  const watchers = new Set<{ readonly holds: () => boolean; readonly resolve: () => void }>();
  const changed = (): void => {
    for (const watcher of [...watchers])
      if (watcher.holds()) {
        watchers.delete(watcher);
        watcher.resolve();
      }
  };
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      watchers.add({ holds, resolve });
      changed();
    });

  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket: Socket, head) => {
    const { handshake } = script;
    pending.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => pending.delete(socket));
    const received = receivedOf(request);
    if (handshake === 'silence') return void (requests.push(received), changed());
    const path = (request.url ?? '').split('?')[0];
    const status = path === dialect.path ? (handshake?.status ?? dialect.refuse(request)) : 404;
    if (status !== null) return void socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (open) => {
      requests.push(received);
      received.open = true;
      const peer = dialect.accept({ script, received, socket: open, changed });
      open.on('message', (data: Buffer) => {
        peer.message(data.toString('utf8'));
        changed();
      });
      open.on('close', () => {
        peer.stop();
        received.open = false;
        changed();
      });
      changed();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    until: (holds) => until(() => holds(requests)),
    idle: () => until(() => requests.every(({ open }) => !open) && sockets.clients.size === 0),
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      for (const socket of pending) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function receivedOf(request: IncomingMessage): RealtimeReceived {
  return {
    path: request.url ?? '',
    headers: request.headers,
    messages: [],
    turns: [],
    toolResults: [],
    truncations: [],
    asked: [],
    violations: [],
    answers: 0,
    open: false,
  };
}

export function hasBearer(request: IncomingMessage): boolean {
  return request.headers.authorization === `Bearer ${REALTIME_KEY}`;
}

export function join(pieces: readonly Int16Array[]): Int16Array {
  const out = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
