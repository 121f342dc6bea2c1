/** A peer on a TCP port that answers each INVITE with 200 and each other request with 200, and counts its connections. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { SDP } from './phone.ts';

export interface StreamPeer {
  readonly address: string;
  /** So many connections were made to it. */
  readonly connections: number;
  /** `method@connection`, in their order. */
  readonly got: readonly string[];
  /** Breaks all connections (RST). */
  reset(): void;
  close(): Promise<void>;
}

export async function openStreamPeer(): Promise<StreamPeer> {
  const sockets: Socket[] = [];
  const got: string[] = [];
  const server = createServer((socket) => {
    const number = sockets.push(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let end = endOf(text); end > 0; end = endOf(text)) {
        const request = text.slice(0, end);
        text = text.slice(end);
        const method = request.split(' ')[0]!;
        got.push(`${method}@${number}`);
        if (method !== 'ACK') socket.write(ok(request, method, `127.0.0.1:${socket.localPort}`));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as { port: number }).port}`,
    get connections() {
      return sockets.length;
    },
    got,
    reset: () => sockets.forEach((socket) => socket.resetAndDestroy()),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function endOf(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  const length = /^Content-Length: (\d+)/im.exec(text)?.[1];
  const end = head + 4 + Number(length);
  return head >= 0 && end <= text.length ? end : 0;
}

function ok(request: string, method: string, address: string): string {
  const line = (name: string): string => new RegExp(`^${name}: .*$`, 'im').exec(request)![0];
  const body = method === 'INVITE' ? SDP : '';
  const tag = /;tag=/.test(line('To')) ? '' : ';tag=peer';
  return [
    'SIP/2.0 200 OK',
    ...[line('Via'), line('From'), line('To') + tag, line('Call-ID'), line('CSeq')],
    `Contact: <sip:peer@${address};transport=tcp>`,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}
