/** The client against a server of our own that speaks the documented protocol, and breaks it. */
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createLogger, silentLogger, VirtualClock, type Logger } from '#kernel';
import { ModelError, type ChatEvent } from '#models';
import { createOpenAiCompatibleLlm } from './llm.ts';

const KEY = 'sk-very-secret-0123456789';
type Answer = (response: ServerResponse, attempt: number) => void | Promise<void>;

const event = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
const STREAM = { 'content-type': 'text/event-stream', 'x-request-id': 'req-7' };
const whole: Answer = (response) =>
  void response.writeHead(200, STREAM).end(event('Hi') + event('', 'stop') + 'data: [DONE]\n\n');

async function setUp(context: TestContext, answer: Answer, logger: Logger = silentLogger) {
  const requests: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const arrived: (() => void)[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const part of request) body += part;
    requests.push({ url: request.url!, headers: request.headers, body });
    await answer(response, requests.length);
    arrived.splice(0).forEach((resolve) => resolve());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => (server.closeAllConnections(), server.close()));
  const clock = new VirtualClock();
  const { promise: retried, resolve: onRetry } = Promise.withResolvers<number>();
  const heard: Logger = {
    ...logger,
    warn(name, fields) {
      logger.warn(name, fields);
      if (name === 'llm-retried') onRetry(fields!['waitMs'] as number);
    },
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const llm = createOpenAiCompatibleLlm({ url, apiKey: KEY, model: 'small', clock, logger: heard });
  const chat = async (signal = new AbortController().signal): Promise<ChatEvent[]> => {
    const events: ChatEvent[] = [];
    for await (const one of llm.chat({ messages: [{ role: 'user', content: 'Hi' }], tools: [] }, signal))
      events.push(one);
    return events;
  };
  const answered = (): Promise<void> => new Promise((resolve) => arrived.push(resolve));
  /** Lets the wait before the second try pass. */
  const passRetry = async (): Promise<void> => clock.advance(await retried);
  return { llm, chat, requests, clock, answered, passRetry };
}

const fails = (fault: ModelError['fault'], status?: number) => (thrown: unknown) => {
  assert.ok(thrown instanceof ModelError, String(thrown));
  assert.deepEqual([thrown.fault, thrown.httpStatus], [fault, status], thrown.message);
  assert.ok(!`${thrown.message}${thrown.stack}${String(thrown.cause)}`.includes(KEY), 'the key stays secret');
  return true;
};

const busy = (after: string): Answer => {
  return (response) => void response.writeHead(503, { 'retry-after': after }).end();
};

const make = (url: string, apiKey?: string) => () =>
  createOpenAiCompatibleLlm({ url, apiKey, model: 'small', logger: silentLogger });

test('a whole answer', async (context) => {
  const { chat, requests, clock } = await setUp(context, whole);
  assert.deepEqual(await chat(), [
    { type: 'text-delta', text: 'Hi' },
    { type: 'finish', reason: 'stop' },
  ]);
  assert.equal(requests[0]!.url, '/v1/chat/completions');
  assert.equal(requests[0]!.headers.authorization, `Bearer ${KEY}`);
  assert.deepEqual(JSON.parse(requests[0]!.body).messages, [{ role: 'user', content: 'Hi' }]);
  assert.equal(clock.timers, 0);
});

test('warming asks for the models, on the connection of the first chat, and never fails', async (context) => {
  const sockets = new Set<unknown>();
  const { llm, chat, requests, clock } = await setUp(context, (response, attempt) => {
    sockets.add(response.socket);
    return attempt === 1 ? void response.end('{"data":[]}') : whole(response, attempt);
  });
  await llm.warm!();
  for (const _ of [1, 2]) {
    // The platform puts a connection back one turn of the loop after the answer was read.
    await new Promise((resolve) => setImmediate(resolve));
    await chat();
  }
  assert.deepEqual(
    requests.map(({ url }) => url),
    ['/v1/models', '/v1/chat/completions', '/v1/chat/completions'],
  );
  assert.equal(requests[0]!.headers.authorization, `Bearer ${KEY}`);
  assert.equal(sockets.size, 1);
  assert.equal(clock.timers, 0);
  const cold = await setUp(context, (response) => void response.socket!.destroy());
  await cold.llm.warm!();
});

test('bytes cut inside a letter, CRLF, comments, no [DONE]', async (context) => {
  const { chat } = await setUp(context, async (response) => {
    response.writeHead(200, STREAM);
    const stream = `: waiting\r\n\r\n${event('Grüße 🙂').replaceAll('\n', '\r\n')}${event('', 'stop')}`;
    for (const byte of Buffer.from(stream)) {
      response.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  });
  assert.deepEqual((await chat())[0], { type: 'text-delta', text: 'Grüße 🙂' });
});

test('refusals become faults, and are not tried again', async (context) => {
  for (const [status, body, fault] of [
    [401, `{"error":{"message":"Incorrect API key provided: ${KEY}"}}`, 'auth'],
    [402, '', 'quota'],
    [404, '', 'bad-request'],
    [500, '', 'unavailable'],
    [302, '', 'protocol'],
  ] as const) {
    const headers = { 'x-request-id': 'req-9', location: 'http://127.0.0.1:1/' };
    const { chat, requests } = await setUp(
      context,
      (response) => void response.writeHead(status, headers).end(body),
    );
    await assert.rejects(chat(), (thrown: ModelError) => {
      assert.equal(thrown.requestId, 'req-9');
      return fails(fault, status)(thrown);
    });
    assert.equal(requests.length, 1);
  }
});

test('429 then an answer: one second try, after the time the server names', async (context) => {
  const { chat, requests, clock, passRetry } = await setUp(context, (response, attempt) =>
    attempt === 1 ? void response.writeHead(429, { 'retry-after': '2' }).end() : whole(response, attempt),
  );
  const begin = clock.now();
  const answer = chat();
  await passRetry();
  assert.equal((await answer).length, 2);
  assert.equal(requests.length, 2);
  assert.equal(clock.now() - begin, 2000);
});

test('no second try when it would come too late, and no third', async (context) => {
  const late = await setUp(context, busy('9'));
  await assert.rejects(late.chat(), fails('unavailable', 503));
  assert.equal(late.requests.length, 1);
  const again = await setUp(context, busy('0'));
  const answer = assert.rejects(again.chat(), fails('unavailable', 503));
  await again.passRetry();
  await answer;
  assert.equal(again.requests.length, 2);
});

test('a connection that fails is tried twice', async (context) => {
  const { chat, requests, passRetry } = await setUp(context, (response, attempt) =>
    attempt === 1 ? void response.socket!.destroy() : whole(response, attempt),
  );
  const answer = chat();
  await passRetry();
  assert.equal((await answer).length, 2);
  assert.equal(requests.length, 2);
});

test('a connection that closes in the middle is told, and not tried again', async (context) => {
  const { chat, requests } = await setUp(context, (response) => {
    response.writeHead(200, STREAM).write(event('Hal'));
    setImmediate(() => response.socket!.destroy());
  });
  await assert.rejects(chat(), fails('connectivity'));
  assert.equal(requests.length, 1);
});

test('an answer that ends in the middle, or is no event stream, breaks the protocol', async (context) => {
  for (const text of [event('Hal'), 'data: {"choices"\n\n', '{"choices":[]}', '<html></html>']) {
    const { chat } = await setUp(context, (response) => void response.writeHead(200, STREAM).end(text));
    await assert.rejects(chat(), (thrown: ModelError) => {
      assert.equal(thrown.requestId, 'req-7');
      return fails('protocol')(thrown);
    });
  }
});

test('a slow first event and a stalled stream time out', async (context) => {
  const silent = await setUp(
    context,
    (response) => void response.writeHead(200, STREAM).write(': alive\n\n'),
  );
  const first = assert.rejects(silent.chat(), fails('timeout'));
  await silent.answered();
  // The limit holds for what comes before the first event altogether, whichever step it finds.
  await silent.clock.advance(8000);
  await silent.clock.advance(0);
  await first;
  const stalled = await setUp(
    context,
    (response) => void response.writeHead(200, STREAM).write(event('Hal')),
  );
  const chatting = stalled.llm.chat({ messages: [], tools: [] }, new AbortController().signal);
  const stream = chatting[Symbol.asyncIterator]();
  assert.deepEqual((await stream.next()).value, { type: 'text-delta', text: 'Hal' });
  const next = assert.rejects(stream.next(), fails('timeout'));
  await stalled.clock.advance(5000);
  await next;
});

test('an abort ends the chat and its connection', async (context) => {
  let closed: Promise<unknown> | undefined;
  const { chat, answered } = await setUp(context, (response) => {
    closed = new Promise((resolve) => response.on('close', resolve));
    response.writeHead(200, STREAM).write(event('Hal'));
  });
  const stop = new AbortController();
  const answer = assert.rejects(chat(stop.signal), fails('aborted'));
  await answered();
  stop.abort();
  await answer;
  await closed;
  await assert.rejects(chat(stop.signal), fails('aborted'), 'nothing is sent for an aborted signal');
});

test('who stops listening frees the connection; closing ends what runs', async (context) => {
  let closed: Promise<unknown> | undefined;
  const { llm, chat, answered } = await setUp(context, (response) => {
    closed = new Promise((resolve) => response.on('close', resolve));
    response.writeHead(200, STREAM).write(event('Hal'));
  });
  for await (const _ of llm.chat({ messages: [], tools: [] }, new AbortController().signal)) break;
  await closed;
  const answer = assert.rejects(chat(), fails('aborted'));
  await answered();
  await llm.close();
  await answer;
});

test('the key is in no log, and a bad key or URL is refused without quoting it', async (context) => {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  const { chat, passRetry } = await setUp(
    context,
    (response, attempt) => (attempt === 1 ? void response.writeHead(503).end() : whole(response, attempt)),
    logger,
  );
  const answer = chat();
  await passRetry();
  await answer;
  assert.ok(lines.some((line) => line.includes('llm-retried')));
  assert.ok(!lines.join('').includes(KEY));
  assert.throws(make('http://127.0.0.1/v1', `${KEY}\n`), fails('bad-request'));
  assert.throws(make('ftp://127.0.0.1/v1'), fails('bad-request'));
  assert.throws(make(`https://user:${KEY}@127.0.0.1/v1`), fails('bad-request'));
});
