import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AppError, silentLogger, VirtualClock } from '#kernel';
import { createOutboundHttp, type OutboundHttpOptions } from './outbound-http.ts';

type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;
const LOOPBACK = ['127.0.0.0/8'];
const here = async (): Promise<string[]> => ['127.0.0.1'];
const nothing = (): void => {};

async function setUp(context: TestContext, answer: Answer, options: Partial<OutboundHttpOptions> = {}) {
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests++;
    let body = '';
    for await (const part of request) body += part;
    answer(response, request, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => (server.closeAllConnections(), server.close()));
  const clock = new VirtualClock();
  const http = createOutboundHttp({ allowNetworks: LOOPBACK, clock, logger: silentLogger, ...options });
  const { port } = server.address() as AddressInfo;
  return { http, clock, port, url: `http://127.0.0.1:${port}/hook`, requests: () => requests };
}

const refuses = (code: string, message: RegExp, rule?: string) => (thrown: unknown) => {
  assert.ok(thrown instanceof AppError, String(thrown));
  assert.equal(thrown.code, code, thrown.message);
  assert.match(thrown.message, message);
  assert.equal(thrown.extra['rule'], rule);
  return true;
};

const echo: Answer = (response, request, body) =>
  void response
    .writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
    .end(JSON.stringify({ method: request.method, path: request.url, host: request.headers.host, body }));

test('sends and reads', async (context) => {
  const { http, url, port } = await setUp(context, echo);
  const answer = await http.request({
    method: 'POST',
    url: `${url}?a=1`,
    headers: { 'x-a': 'b' },
    body: 'Grüße',
  });
  assert.equal(answer.status, 201);
  assert.equal(answer.headers['set-cookie'], 'a=1, b=2');
  assert.ok(answer.ms >= 0);
  const host = `127.0.0.1:${port}`;
  assert.deepEqual(JSON.parse(answer.body), { method: 'POST', path: '/hook?a=1', host, body: 'Grüße' });
});

test('nothing private is reached unless opened; nothing is sent', async (context) => {
  const { http, url, port, requests } = await setUp(context, echo, {
    allowNetworks: [],
    resolver: here,
  });
  for (const target of [
    url,
    `http://tenant.example:${port}/`,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://0x7f.1:${port}/`,
    `http://2130706433:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
  ])
    await assert.rejects(
      http.request({ method: 'GET', url: target }),
      refuses('url-refused', /guarded range: .*PARLEY_ALLOW_NETWORKS/, 'public-address'),
      target,
    );
  assert.equal(requests(), 0);
});

test('a name is resolved once and the connection goes to that address', async (context) => {
  const answers = [['127.0.0.1'], ['203.0.113.1']];
  let asked = 0;
  const { http, port } = await setUp(context, echo, { resolver: async () => answers[asked++]! });
  const answer = await http.request({ method: 'GET', url: `http://tenant.example:${port}/` });
  assert.equal(JSON.parse(answer.body).host, `tenant.example:${port}`);
  assert.equal(asked, 1);
});

test('one inner address among several is enough to refuse', async (context) => {
  const { http, requests } = await setUp(context, echo, {
    resolver: async () => ['127.0.0.1', '10.0.0.1'],
  });
  const request = http.request({ method: 'GET', url: 'http://tenant.example/' });
  await assert.rejects(
    request,
    refuses('url-refused', /tenant.example \(10\.0\.0\.1\).*private/, 'public-address'),
  );
  assert.equal(requests(), 0);
});

test('refuses schemes, credentials, unreadable URLs and smuggled headers', async (context) => {
  const { http, requests } = await setUp(context, echo);
  const get = (url: string, headers = {}) => http.request({ method: 'GET', url, headers });
  await assert.rejects(get('file:///etc/passwd'), refuses('url-refused', /file.*https/, 'scheme'));
  await assert.rejects(
    get('http://a:b@127.0.0.1/'),
    refuses('url-refused', /header instead/, 'no-credentials'),
  );
  await assert.rejects(get('/hook'), refuses('url-refused', /in full/, 'well-formed'));
  for (const headers of [
    { Host: 'x' },
    { 'transfer-encoding': 'chunked' },
    { a: 'b\r\nc: d' },
    { 'a b': 'c' },
  ])
    await assert.rejects(get('http://127.0.0.1/', headers), refuses('url-refused', /header/, 'header'));
  assert.equal(requests(), 0);
});

test('redirects are answers, not followed', async (context) => {
  const { http, url, requests } = await setUp(
    context,
    (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  );
  const { status, headers } = await http.request({ method: 'GET', url });
  assert.deepEqual([status, headers['location']], [302, 'http://169.254.169.254/']);
  assert.equal(requests(), 1);
});

test('too large an answer is broken off, packed or not', async (context) => {
  const plain = await setUp(context, (response) => void response.end('x'.repeat(5000)));
  const packed = await setUp(context, (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1_000_000)));
  });
  for (const { http, url } of [plain, packed])
    await assert.rejects(
      http.request({ method: 'GET', url, maxBytes: 4096 }),
      refuses('http-too-large', /4096 bytes/),
    );
  const whole = await packed.http.request({ method: 'GET', url: packed.url });
  assert.equal(whole.body.length, 1_000_000);
});

test('text by its charset', async (context) => {
  const { http, url } = await setUp(context, (response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0xe9]));
  });
  assert.equal((await http.request({ method: 'GET', url })).body, 'é');
});

test('slow servers, slow name servers and aborts', async (context) => {
  let reached = nothing;
  const { http, url, clock } = await setUp(context, (response) => (response.write('begun'), reached()), {
    resolver: () => (reached(), new Promise(() => {})),
  });
  for (const target of [url, 'http://tenant.example/']) {
    const arrived = new Promise<void>((resolve) => (reached = resolve));
    const request = http.request({ method: 'GET', url: target, timeoutMs: 300 });
    const timedOut = assert.rejects(request, refuses('http-timeout', /300 ms/));
    await arrived;
    await clock.advance(300);
    await timedOut;
    const stop = new AbortController();
    const aborted = assert.rejects(
      http.request({ method: 'GET', url: target, signal: stop.signal }),
      refuses('http-aborted', /aborted/),
    );
    stop.abort();
    await aborted;
  }
  assert.equal(clock.timers, 0);
});

test('a refused connection, a broken answer and an unknown host say so', async (context) => {
  const { http, url, port } = await setUp(context, (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setImmediate(() => response.socket!.destroy());
  });
  await assert.rejects(
    http.request({ method: 'GET', url }),
    refuses('http-unreachable', /connection failed/),
  );
  const closed = http.request({ method: 'GET', url: `http://127.0.0.2:${port}/` });
  await assert.rejects(closed, refuses('http-unreachable', /ECONNREFUSED/));
  const lost = createOutboundHttp({
    allowNetworks: [],
    logger: silentLogger,
    resolver: async () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
  });
  const request = lost.request({ method: 'GET', url: 'http://nowhere.example/' });
  await assert.rejects(request, refuses('http-unreachable', /ENOTFOUND/));
});

test('https goes to the address that was judged, under the name of the URL', async (context) => {
  const { promise: hello, resolve } = Promise.withResolvers<string>();
  const server = createTcpServer((socket) =>
    socket.once('data', (bytes) => (resolve(bytes.toString('latin1')), socket.destroy())),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => server.close());
  const http = createOutboundHttp({ allowNetworks: LOOPBACK, logger: silentLogger, resolver: here });
  const { port } = server.address() as AddressInfo;
  const request = http.request({ method: 'GET', url: `https://tenant.example:${port}/` });
  await assert.rejects(request, refuses('http-unreachable', /connection failed/));
  const greeting = await hello;
  assert.equal(greeting.charCodeAt(0), 22, 'a TLS handshake record');
  assert.ok(greeting.includes('tenant.example'), 'with the server name');
});
