/** What all servers of speech share: requests as they came, faults to order, sockets counted, an end that waits. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as breath } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ServerVoice } from './speech.ts';

/**
 * `close`: the connection breaks after half of the audio; `vanish`: before any of it (sockets only); `stall`: nothing comes after it; `slow`: nothing comes at all;
 * `rate-limit`: too many requests, as the vendor says it; `malformed`: an answer that is none; `told`: an error of the
 * vendor's own words.
 */
export type TtsFault = 'close' | 'vanish' | 'stall' | 'slow' | 'rate-limit' | 'malformed' | 'told';

export interface TtsServerOptions {
  /** The one key that is let in. */
  readonly key?: string;
  readonly voice?: ServerVoice;
  /** What goes wrong with the request so numbered, from 0; refused ones count. */
  readonly fault?: (request: number) => TtsFault | null;
}

/** One utterance that was asked for. */
export interface TtsServerRequest {
  readonly text: string;
  readonly voice: string;
  readonly language: string | null;
  /** In the vendor's own form. */
  readonly speed: number | null;
  readonly format: string;
  /** `stopped`: told to stop, or left, before it was done. */
  state: 'speaking' | 'done' | 'stopped';
}

export interface TtsServer {
  /** The API's base, `http:`. */
  readonly url: string;
  readonly requests: readonly TtsServerRequest[];
  /** Connections ever accepted for work, and those open now; WebSockets, or requests under way. */
  readonly opened: number;
  readonly open: number;
  /** TCP connections ever accepted. */
  readonly connections: number;
  stop(): Promise<void>;
}

export const DEFAULT_KEY = 'test-key';

/** The inside of a server: what a vendor's protocol works with. */
export class Desk {
  readonly requests: TtsServerRequest[] = [];
  readonly voice: ServerVoice | undefined;
  readonly key: string;
  opened = 0;
  open = 0;
  /** Requests so far, those refused at the door among them. */
  #asked = 0;
  readonly #fault: (request: number) => TtsFault | null;

  constructor(options: TtsServerOptions) {
    this.key = options.key ?? DEFAULT_KEY;
    this.voice = options.voice;
    this.#fault = options.fault ?? (() => null);
  }

  take(request: Omit<TtsServerRequest, 'state'>): { request: TtsServerRequest; fault: TtsFault | null } {
    const taken: TtsServerRequest = { ...request, state: 'speaking' };
    this.requests.push(taken);
    return { request: taken, fault: this.#fault(this.#asked++) };
  }

  /** Is the next request one too many? A socket is refused before its request is known. */
  refuses(): boolean {
    const refused = this.#fault(this.#asked) === 'rate-limit';
    if (refused) this.#asked++;
    return refused;
  }
}

/**
 * Tells pieces one by one, each in a turn of its own, so that utterances interleave.
 * @returns whether all were told: `close` and `stall` end after half, and a request that was stopped ends at once
 */
export async function tellPieces<Piece>(
  pieces: readonly Piece[],
  fault: TtsFault | null,
  request: TtsServerRequest,
  tell: (piece: Piece, last: boolean) => void,
): Promise<boolean> {
  const half = fault === 'close' || fault === 'stall' ? Math.ceil(pieces.length / 2) : pieces.length;
  for (const [i, piece] of pieces.slice(0, half).entries()) {
    if (request.state === 'stopped') return false;
    tell(piece, i === pieces.length - 1);
    await breath();
  }
  return half === pieces.length && request.state === 'speaking';
}

/** Bytes in uneven pieces of odd length, about 100 ms each at 8 kHz, as networks cut them. */
export function cut(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, size = 1601; at < bytes.length; at += size, size = size === 1601 ? 1499 : 1601)
    pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

/** A server of WebSockets. @param admit the status to refuse with, or `null` */
export function serveSockets(
  desk: Desk,
  admit: (url: URL, request: IncomingMessage) => number | null,
  serve: (socket: WebSocket, url: URL) => void,
): Promise<TtsServer> {
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((_request, response) => void response.writeHead(404).end());
  server.on('upgrade', (request, tcp, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const status = desk.refuses() ? 429 : admit(url, request);
    if (status !== null) return void tcp.end(`HTTP/1.1 ${status} Refused\r\nx-request-id: req-1\r\n\r\n`);
    sockets.handleUpgrade(request, tcp, head, (socket) => {
      desk.opened++;
      desk.open++;
      socket.on('close', () => desk.open--);
      serve(socket, url);
    });
  });
  return listen(desk, server);
}

/** A server of plain requests, each with its whole body. */
export function serveRequests(
  desk: Desk,
  serve: (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>,
): Promise<TtsServer> {
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return void response.writeHead(404).end();
    desk.opened++;
    desk.open++;
    response.on('close', () => desk.open--);
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    await serve(request, body, response);
  });
  return listen(desk, server);
}

async function listen(desk: Desk, server: Server): Promise<TtsServer> {
  const connections = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted++;
    connections.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => connections.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: desk.requests,
    get opened() {
      return desk.opened;
    },
    get open() {
      return desk.open;
    },
    get connections() {
      return accepted;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
}

/** Audio by HTTP, streamed, with the faults that a stream can have. */
export async function sendAudio(
  response: ServerResponse,
  type: string,
  bytes: Buffer,
  { request, fault }: { request: TtsServerRequest; fault: TtsFault | null },
): Promise<void> {
  response.on('close', () => {
    if (request.state === 'speaking') request.state = 'stopped';
  });
  if (fault === 'slow') return;
  if (fault === 'malformed')
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello.</html>');
  response.writeHead(200, { 'content-type': type });
  const whole = await tellPieces(cut(bytes), fault, request, (piece) => response.write(piece));
  if (fault === 'close') return void response.destroy();
  if (!whole) return;
  request.state = 'done';
  response.end();
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'x-request-id': 'req-1' })
    .end(JSON.stringify(body));
}
