/**
 * WebSockets of the API. An upgrade is first asked as the plain request that it is, so that keys, sessions, scopes,
 * limits and errors are those of every operation; its route grants it and the socket follows. (RFC 6455, section 4.2.)
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorText, randomHex, type Logger, type Random } from '#kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';

/** Takes the socket once the handshake is done. */
export type Serve = (socket: WebSocket) => void;

export interface Upgrades {
  /** Is this request the plain form of an upgrade under way? */
  isUpgrade(request: FastifyRequest): boolean;
  /** Lets it become a socket. */
  grant(request: FastifyRequest, serve: Serve): void;
}

const HEADER = 'x-parley-upgrade';
/** An operator's 20 ms are 320 bytes; nobody needs messages of more than this. */
const LARGEST_MESSAGE = 256 * 1024;

const accepting = new WeakMap<object, Upgrades>();

/** One for a server, whoever asks for it. */
export function acceptUpgrades(app: FastifyInstance, random: Random, logger: Logger): Upgrades {
  const known = accepting.get(app.server);
  const upgrades = known ?? listenForUpgrades(app, random, logger);
  accepting.set(app.server, upgrades);
  return upgrades;
}

function listenForUpgrades(app: FastifyInstance, random: Random, logger: Logger): Upgrades {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
  });
  const asked = new Map<string, Serve | null>();
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', (fault) => logger.debug('upgrade-failed', { fault: errorText(fault) }));
    void upgrade(request, socket, head).catch((fault: unknown) => {
      logger.error('upgrade-failed', { fault });
      socket.destroy();
    });
  });
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const nonce = randomHex(random, 16);
    asked.set(nonce, null);
    const {
      upgrade: _u,
      connection: _c,
      'content-length': _l,
      'transfer-encoding': _t,
      ...headers
    } = request.headers;
    try {
      const answer = await app.inject({
        method: request.method === 'GET' ? 'GET' : 'OPTIONS',
        url: request.url ?? '/',
        headers: { ...headers, [HEADER]: nonce },
        remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
      });
      const serve = asked.get(nonce);
      if (serve) sockets.handleUpgrade(request, socket, head, serve);
      else refuse(socket, answer);
    } finally {
      asked.delete(nonce);
    }
  };
  app.addHook('preClose', async () => {
    for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down.');
  });
  return {
    isUpgrade: (request) => asked.has(nonceOf(request)),
    grant(request, serve) {
      if (asked.has(nonceOf(request))) asked.set(nonceOf(request), serve);
    },
  };
}

function nonceOf(request: FastifyRequest): string {
  return String(request.headers[HEADER] ?? '');
}

/** The answer of the plain request, on the socket that will be none. */
function refuse(
  socket: Duplex,
  answer: { statusCode: number; statusMessage: string; headers: object; payload: string },
): void {
  const status = answer.statusCode < 400 ? 400 : answer.statusCode;
  const type = (answer.headers as Record<string, unknown>)['content-type'] ?? 'text/plain';
  socket.end(
    `HTTP/1.1 ${status} ${answer.statusMessage}\r\nContent-Type: ${String(type)}\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(answer.payload)}\r\n\r\n${answer.payload}`,
  );
}
