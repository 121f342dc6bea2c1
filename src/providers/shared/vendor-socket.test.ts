import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { WebSocketServer, type WebSocket } from 'ws';
import { silentLogger, VirtualClock } from '#kernel';
import { ModelError } from '#models';
import { openVendorSocket, type VendorSocket, type VendorSocketOptions } from './vendor-socket.ts';

interface Peer {
  readonly url: string;
  readonly clients: WebSocket[];
  readonly messages: string[];
  /** Resolves when so many messages came. */
  got(count: number): Promise<void>;
  /** Resolves when no connection is open. */
  emptied(): Promise<void>;
}

type OnUpgrade = (accept: () => void, socket: Socket, request: IncomingMessage) => void;

async function peer(t: TestContext, onUpgrade: OnUpgrade = (accept) => accept()): Promise<Peer> {
  const http = createServer();
  const server = new WebSocketServer({ noServer: true });
  const sockets = new Set<Socket>();
  const waiting: { isMet: () => boolean; resolve: () => void }[] = [];
  const clients: WebSocket[] = [];
  const messages: string[] = [];
  const look = (): void => waiting.filter(({ isMet }) => isMet()).forEach(({ resolve }) => resolve());
  const until = (isMet: () => boolean): Promise<void> =>
    isMet() ? Promise.resolve() : new Promise((resolve) => waiting.push({ isMet, resolve }));
  http.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => (sockets.delete(socket), look()));
    socket.on('error', () => {});
  });
  http.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const accept = (): void =>
      server.handleUpgrade(request, socket, head, (client) => {
        clients.push(client);
        client.on('message', (data: Buffer, isBinary: boolean) => {
          messages.push(isBinary ? `bytes ${data.length}` : data.toString());
          look();
        });
      });
    onUpgrade(accept, socket, request);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    http.close();
    await once(http, 'close');
  });
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    ...{ clients, messages },
    got: (count) => until(() => messages.length >= count),
    emptied: () => until(() => sockets.size === 0),
  };
}

interface Opened {
  readonly socket: VendorSocket;
  readonly clock: VirtualClock;
  readonly told: string[];
  readonly opened: Promise<void>;
  readonly failed: Promise<ModelError>;
  readonly failures: ModelError[];
}

function open(url: string, changes: Partial<VendorSocketOptions> = {}): Opened {
  const clock = new VirtualClock();
  const told: string[] = [];
  const failures: ModelError[] = [];
  const opened = Promise.withResolvers<void>();
  const failed = Promise.withResolvers<ModelError>();
  const socket = openVendorSocket({
    ...{ provider: 'vendor', url, clock, logger: silentLogger },
    onOpen: () => opened.resolve(),
    onText: (text) => told.push(text),
    onBinary: (bytes) => told.push(`bytes ${bytes.length}`),
    onFail: (error) => (failures.push(error), failed.resolve(error)),
    ...changes,
  });
  return { socket, clock, told, failures, opened: opened.promise, failed: failed.promise };
}

const refuses = (status: number): OnUpgrade => {
  return (_accept, socket) =>
    void socket.end(`HTTP/1.1 ${status} No\r\nx-request-id: r-7\r\ncontent-length: 0\r\n\r\n`);
};

test('messages wait for a socket that opens late, in order, after what is said on opening', async (t) => {
  const held: (() => void)[] = [];
  const server = await peer(t, (accept) => void held.push(accept));
  const { socket, opened, clock } = open(server.url, { onOpen: () => socket.send('hello') });
  socket.send('one');
  socket.send(new Uint8Array(3));
  assert.equal(socket.isOpen, false);
  while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(4999);
  held[0]!();
  void opened;
  await server.got(3);
  assert.deepEqual(server.messages, ['hello', 'one', 'bytes 3']);
  assert.equal(clock.timers, 0);
  socket.close();
  await server.emptied();
});

test('a socket that does not open in time is a timeout, and is freed', async (t) => {
  const server = await peer(t, (_accept, socket) => void socket.on('end', () => socket.destroy()).resume());
  const { clock, failed, failures, socket } = open(server.url);
  await clock.advance(5000);
  assert.equal((await failed).fault, 'timeout');
  await server.emptied();
  socket.send('more');
  await clock.advance(5000);
  assert.equal(failures.length, 1);
});

for (const [status, fault] of [
  [401, 'auth'],
  [402, 'quota'],
  [429, 'rate-limit'],
  [503, 'unavailable'],
  [400, 'bad-request'],
  [302, 'protocol'],
] as const)
  test(`refused with ${status} is ${fault}, with the vendor's id of the request`, async (t) => {
    const server = await peer(t, refuses(status));
    const { failed, failures, clock } = open(server.url);
    const error = await failed;
    assert.deepEqual([error.fault, error.httpStatus, error.requestId], [fault, status, 'r-7']);
    await server.emptied();
    await clock.advance(10_000);
    assert.equal(failures.length, 1);
    assert.equal(clock.timers, 0);
  });

test('nobody listens there: connectivity', async () => {
  const { failed } = open('ws://127.0.0.1:1');
  assert.equal((await failed).fault, 'connectivity');
});

const hungUp = (code: number, reason: string): ModelError =>
  new ModelError({ provider: 'vendor', fault: 'auth', message: `${code} ${reason}` });

test('a close in the middle is one failure; its code may say more', async (t) => {
  const server = await peer(t);
  const plain = open(server.url);
  await plain.opened;
  server.clients[0]!.terminate();
  assert.equal((await plain.failed).fault, 'connectivity');
  const spoken = open(server.url, { hungUp });
  await spoken.opened;
  server.clients[1]!.close(1008, 'wrong key');
  const error = await spoken.failed;
  assert.deepEqual([error.fault, error.message], ['auth', '1008 wrong key']);
  await server.emptied();
  assert.deepEqual([plain.failures.length, spoken.failures.length], [1, 1]);
});

test('a listener that cannot read a message makes it a protocol fault', async (t) => {
  const server = await peer(t);
  const { opened, failed } = open(server.url, { onText: (text) => JSON.parse(text) as void });
  await opened;
  server.clients[0]!.send('{');
  assert.equal((await failed).fault, 'protocol');
  await server.emptied();
});

test('text and bytes come as they are', async (t) => {
  const server = await peer(t);
  const { opened, told, socket } = open(server.url);
  await opened;
  server.clients[0]!.send('words');
  server.clients[0]!.send(new Uint8Array(5));
  server.clients[0]!.close();
  await server.emptied();
  assert.deepEqual(told, ['words', 'bytes 5']);
  socket.close();
});

test('more than may wait is a failure, before and after the socket is open', async (t) => {
  const server = await peer(t, (_accept, socket) => void socket.on('end', () => socket.destroy()).resume());
  const early = open(server.url);
  early.socket.send(new Uint8Array(1_000_000));
  assert.equal(early.failures.length, 0);
  early.socket.send(new Uint8Array(1_000_000));
  assert.equal((await early.failed).fault, 'unavailable');
  await server.emptied();

  // One that reads nothing: what is sent stays here.
  const deaf = await peer(t, (accept, socket) => (accept(), socket.pause()));
  const late = open(deaf.url);
  await late.opened;
  for (let i = 0; i < 30 && late.failures.length === 0; i++) late.socket.send(new Uint8Array(1_000_000));
  assert.equal((await late.failed).fault, 'unavailable');
  assert.equal(late.failures.length, 1);
});

test('close says the last word, frees the socket, and is silent', async (t) => {
  const server = await peer(t);
  const { socket, opened, failures, clock } = open(server.url);
  await opened;
  socket.close('goodbye');
  socket.close('again');
  socket.send('after');
  await server.emptied();
  assert.deepEqual(server.messages, ['goodbye']);
  // This side hears of the end a moment after the other; until then the clock of the cut runs.
  while (clock.timers > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(failures.length, 0);
});

test('close before it is open frees it as well', async (t) => {
  const server = await peer(t, (_accept, socket) => void socket.on('end', () => socket.destroy()).resume());
  const { socket, failures, clock } = open(server.url);
  socket.send('never');
  socket.close('goodbye');
  await clock.advance(10_000);
  await server.emptied();
  assert.equal(failures.length, 0);
  assert.equal(clock.timers, 0);
});

test('a vendor that does not say goodbye is cut after a second', async (t) => {
  const server = await peer(t);
  const { socket, opened, clock } = open(server.url);
  await opened;
  server.clients[0]!.pause();
  socket.close();
  await clock.advance(1000);
  server.clients[0]!.resume();
  await server.emptied();
  assert.equal(clock.timers, 0);
});
