import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, VirtualClock } from '#kernel';
import type { HttpRequest, HttpResponse } from '#models';
import { createSource } from './source.ts';

type Answer = Partial<HttpResponse> | AppError;

/** A source over answers in their turn, in virtual time. */
function sourceOf(...answers: Answer[]) {
  const clock = new VirtualClock();
  const asked: { at: number; request: HttpRequest }[] = [];
  const stop = new AbortController();
  const http = {
    async request(request: HttpRequest): Promise<HttpResponse> {
      asked.push({ at: clock.now(), request });
      const answer = answers.shift()!;
      if (answer instanceof AppError) throw answer;
      return { status: 200, headers: {}, body: '{}', ms: 1, ...answer };
    },
  };
  const source = createSource({
    http,
    clock,
    signal: stop.signal,
    baseUrl: 'https://v.example/v2',
    key: 'k',
  });
  return { clock, asked, stop, source };
}

const broken = new AppError({ code: 'http-unreachable', status: 502, message: 'Broken.', retryable: true });

test('asks with the key and waits as long as it is told, to the millisecond', async () => {
  const busy: Answer = { status: 429, headers: { 'retry-after': '30' } };
  const { clock, asked, source } = sourceOf(busy, broken, { body: '{"a":1}' });
  const got = source.get('/agents', { limit: 5, cursor: undefined });
  await clock.advance(29_999);
  assert.equal(asked.length, 1);
  await clock.advance(1);
  assert.equal(asked.length, 2);
  await clock.advance(2_000);
  assert.deepEqual(await got, { a: 1 });
  const { url, headers } = asked[0]!.request;
  assert.equal(url, 'https://v.example/v2/agents?limit=5');
  assert.equal(headers?.['authorization'], 'Bearer k');
});

const fault = (answer: Answer) =>
  sourceOf(answer)
    .source.get('/x')
    .then(
      () => assert.fail(),
      (thrown: AppError) => thrown,
    );

test('each fault has its code', async () => {
  assert.equal((await fault({ status: 401 })).code, 'vendor-key-refused');
  for (const status of [302, 400, 403, 404])
    assert.equal((await fault({ status })).code, 'vendor-answer-refused');
  assert.equal((await fault({ body: '{"a":' })).code, 'vendor-answer-malformed');
  assert.equal((await fault({ status: 429, headers: { 'retry-after': '9999' } })).code, 'vendor-unreachable');
  const guarded = new AppError({ code: 'url-refused', status: 400, message: 'Guarded.' });
  assert.equal((await fault(guarded)).code, 'url-refused');
});

test('a stop ends a wait', async () => {
  const { clock, stop, source } = sourceOf({ status: 503 });
  const got = source.get('/x');
  await clock.advance(500);
  stop.abort(new Error('stopped'));
  await assert.rejects(got, /stopped/);
});
