import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import type { ModelError } from '#models';
import { GRPC_END, openGrpcWire } from './stt-grpc.ts';

interface Rig {
  readonly send: (message: string | Uint8Array) => void;
  readonly close: () => void;
  readonly sessions: ServerHttp2Session[];
  readonly told: string[];
  /** Resolves when so many messages, ends included, were told. */
  until(count: number): Promise<void>;
  readonly failed: Promise<ModelError>;
}

async function rig(t: TestContext, serve: (stream: ServerHttp2Stream, call: number) => void): Promise<Rig> {
  const server = createServer();
  const sessions: ServerHttp2Session[] = [];
  const told: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const failed = Promise.withResolvers<ModelError>();
  let calls = 0;
  server.on('session', (session) => sessions.push(session));
  server.on('stream', (stream: ServerHttp2Stream) => {
    stream.on('error', () => {});
    serve(stream, ++calls);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tell = (what: string): void => {
    told.push(what);
    for (const { count, resolve } of waiting) if (told.length >= count) resolve();
  };
  const wire = openGrpcWire(
    {
      ...{ provider: 'vendor', path: '/p.S/M', headers: { 'x-goog-api-key': 'k' } },
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...{ clock: new VirtualClock(), logger: silentLogger },
    },
    {
      onOpen() {},
      onMessage: (message) => tell(typeof message === 'string' ? message : `bytes ${Buffer.from(message)}`),
      onFail: failed.resolve,
    },
  );
  t.after(async () => {
    wire.close();
    for (const session of sessions) session.destroy();
    server.close();
    await once(server, 'close');
  });
  return {
    send: wire.send,
    close: () => wire.close(),
    ...{ sessions, told },
    until: (count) =>
      told.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    failed: failed.promise,
  };
}

const framed = (text: string, flag = 0): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix[0] = flag;
  prefix.writeUInt32BE(text.length, 1);
  return Buffer.concat([prefix, Buffer.from(text)]);
};

/** Answers the end of a call with these pieces of the wire and a status. */
function answering(pieces: readonly Buffer[], status = 0, words = '') {
  return (stream: ServerHttp2Stream): void => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status, 'grpc-message': words }));
    stream.resume().on('end', () => {
      for (const piece of pieces) stream.write(piece);
      stream.end();
    });
  };
}

const well = '{"status":0,"message":""}';

test('messages are cut out of the stream wherever it is divided', async (t) => {
  const whole = Buffer.concat([framed('one'), framed(''), framed('three')]);
  const octets = [...whole].map((octet) => Buffer.of(octet));
  const { send, until, told } = await rig(t, answering(octets));
  send(Buffer.from('x'));
  send(GRPC_END);
  await until(4);
  assert.deepEqual(told, ['bytes one', 'bytes ', 'bytes three', well]);
});

test('one call after another, on a new connection when the vendor closed the idle one', async (t) => {
  const { send, until, told, sessions } = await rig(t, answering([framed('words')]));
  send(Buffer.from('x'));
  send(GRPC_END);
  await until(2);
  send(Buffer.from('y'));
  send(GRPC_END);
  await until(4);
  assert.equal(sessions.length, 1);
  const gone = once(sessions[0]!, 'close');
  sessions[0]!.close();
  await gone;
  await new Promise((resolve) => setImmediate(resolve));
  send(Buffer.from('z'));
  send(GRPC_END);
  await until(6);
  assert.equal(sessions.length, 2);
  assert.deepEqual(told, ['bytes words', well, 'bytes words', well, 'bytes words', well]);
});

test('statuses and their words come as they are', async (t) => {
  const { send, until, told } = await rig(t, answering([], 8, 'too%20many%'));
  send(Buffer.from('x'));
  send(GRPC_END);
  await until(1);
  assert.deepEqual(told, ['{"status":8,"message":"too%20many%"}']);
});

test('a compressed message, an HTTP status, a connection that breaks', async (t) => {
  const compressed = await rig(t, answering([framed('x', 1)]));
  compressed.send(Buffer.from('x'));
  compressed.send(GRPC_END);
  assert.equal((await compressed.failed).fault, 'protocol');
  const refused = await rig(t, (stream) => stream.respond({ ':status': 403 }, { endStream: true }));
  refused.send(Buffer.from('x'));
  assert.equal((await refused.failed).fault, 'auth');
  const broken = await rig(t, (stream) => stream.session!.destroy());
  broken.send(Buffer.from('x'));
  assert.equal((await broken.failed).fault, 'connectivity');
});

test('close ends the connection and is silent', async (t) => {
  const { send, close, sessions, told } = await rig(t, (stream) => void stream.resume());
  send(Buffer.from('x'));
  while (sessions.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const gone = once(sessions[0]!, 'close');
  close();
  await gone;
  assert.deepEqual(told, []);
});
