import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { realClock, silentLogger, VirtualClock } from '#kernel';
import type { ModelError } from '#models';
import { createOpenAiCompatibleLlm } from '../openai-compatible/llm.ts';
import { createOpenAiTts } from '../openai/tts.ts';
import { createAddressGuard } from './address-guard.ts';
import { createGuardedOutlet } from './outlet.ts';
import { openGrpcWire } from './stt-grpc.ts';
import { streamVendor } from './vendor-request.ts';
import { openVendorSocket } from './vendor-socket.ts';

const all = async (stream: AsyncIterable<unknown>) => {
  for await (const _ of stream);
};
const never = new AbortController().signal;
const shared = { clock: realClock, logger: silentLogger };

/** A server on 127.0.0.1 that counts who connects. */
async function listen(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  let connections = 0;
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => (server.closeAllConnections(), server.close()));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

/** A name server of an attacker: the first answer is public, every other one leads inside. */
function rebinding() {
  const asked: string[] = [];
  const resolve = async (host: string) => (asked.push(host) === 1 ? ['93.184.216.34'] : ['127.0.0.1']);
  return { asked, resolve };
}

const ways: Record<
  string,
  (url: string, outlet: ReturnType<typeof createGuardedOutlet>) => Promise<unknown>
> = {
  'a streamed request': (url, outlet) =>
    all(
      streamVendor({ ...shared, provider: 'p', url, firstByteMs: 5e3, idleMs: 5e3, signal: never, outlet }),
    ),
  'a chat': (url, outlet) =>
    all(
      createOpenAiCompatibleLlm({ ...shared, url, model: 'm', fetch: outlet.fetch }).chat(
        { messages: [{ role: 'user', content: 'Hi' }], tools: [] },
        never,
      ),
    ),
  'the warming of a voice': async (url, outlet) =>
    createOpenAiTts({ ...shared, apiKey: 'k', url, outlet }).warm?.({
      language: 'en-US',
      voice: 'alloy',
    } as never),
  'a socket': (url, outlet) =>
    new Promise((resolve, reject) =>
      openVendorSocket({
        ...{
          ...shared,
          provider: 'p',
          url: url.replace('http', 'ws'),
          outlet,
          onText: () => {},
          onFail: reject,
        },
        onOpen: () => resolve(null),
      }),
    ),
  gRPC: (url, outlet) =>
    new Promise((resolve, reject) => {
      const wire = openGrpcWire(
        { ...shared, provider: 'p', origin: url, path: '/s/m', headers: {}, outlet },
        { onOpen: () => resolve(null), onMessage: () => {}, onFail: reject },
      );
      wire.send(new Uint8Array(1));
    }),
};

for (const [way, connect] of Object.entries(ways))
  test(`a name whose second resolution is 127.0.0.1 is refused to ${way}`, async (t) => {
    const inner = await listen(t, (_request, response) => response.end('secret'));
    const { asked, resolve } = rebinding();
    const url = `http://rebound.test:${inner.port}`;
    await createAddressGuard([], resolve)(url);
    const outlet = createGuardedOutlet([], resolve);
    const failed = await connect(url, outlet).then(
      () => null,
      (error: ModelError) => error,
    );
    // A voice that can not be warmed says so in the log alone.
    if (!way.startsWith('the warming')) assert.match(String(failed?.message), /failed|connect/i);
    assert.ok(asked.length >= 2, 'it was judged again, for the connection');
    assert.equal(inner.connections(), 0);
  });

test('an opened network is reached over one kept connection, at the address that was judged', async (t) => {
  const seen: string[] = [];
  const server = await listen(t, (request, response) => {
    seen.push(
      `${request.method} ${request.headers.host?.split(':')[0]} ${request.headers['accept-encoding']}`,
    );
    if (request.url === '/empty') response.writeHead(204).end();
    else if (request.url === '/away') response.writeHead(302, { location: '/else' }).end();
    else response.writeHead(200, { 'x-a': ['1', '2'] }).end('whole');
  });
  const outlet = createGuardedOutlet(['127.0.0.1/32'], async () => ['127.0.0.1']);
  const at = (path: string) => `http://named.test:${server.port}${path}`;
  const whole = await outlet.fetch(at('/'), { method: 'POST', body: '{}' });
  assert.deepEqual([whole.status, whole.headers.get('x-a'), await whole.text()], [200, '1, 2', 'whole']);
  const away = await outlet.fetch(at('/away'));
  assert.deepEqual([away.status, await away.text()], [302, '']);
  const empty = await outlet.fetch(at('/empty'));
  assert.deepEqual([empty.status, empty.body], [204, null]);
  assert.deepEqual(seen, ['POST named.test identity', 'GET named.test identity', 'GET named.test identity']);
  assert.equal(server.connections(), 1);
});

test('an answer that stops coming is broken off in time', async (t) => {
  const server = await listen(t, (_request, response) => void response.writeHead(200).write('a'));
  const outlet = createGuardedOutlet(['127.0.0.1/32'], async () => ['127.0.0.1']);
  const clock = new VirtualClock();
  const pieces = streamVendor({
    ...{ provider: 'p', url: `http://named.test:${server.port}/`, firstByteMs: 5_000, idleMs: 1_000 },
    ...{ clock, outlet, signal: never },
  });
  assert.equal(Buffer.from((await pieces.next()).value!).toString(), 'a');
  const late = assert.rejects(pieces.next(), (error: ModelError) => error.fault === 'timeout');
  await clock.advance(1_000);
  await late;
});
