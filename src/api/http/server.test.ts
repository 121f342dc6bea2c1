import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { openTestApi } from '../testing.ts';

test('401: a missing, malformed or unknown key is told apart, and asked for before the body is read', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const refused = [
    [null, /missing/],
    ['pk_live_short', /not of the form `pk_live_/],
    [`pk_live_${'0'.repeat(48)}`, /unknown or revoked/],
  ] as const;
  for (const [key, said] of refused) {
    const answer = await server.post('/v1/calls', '{', {
      key,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(answer.statusCode, 401);
    assert.equal(answer.json().code, 'unauthorized');
    assert.match(answer.json().detail, said);
  }
  const basic = await server.get('/v1/calls', { key: null, headers: { authorization: 'Basic x' } });
  assert.match(basic.json().detail, /`Bearer <key>`/);
});

test('404 for an unknown path, 405 with Allow for a known one', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const unknown = await server.get('/v1/nothing');
  assert.deepEqual([unknown.statusCode, unknown.json().code], [404, 'route-unknown']);
  const wrong = await server.ask('PUT', '/v1/calls/abc');
  assert.deepEqual([wrong.statusCode, wrong.json().code], [405, 'method-not-allowed']);
  assert.equal(wrong.headers['allow'], 'DELETE, GET, HEAD');
  const upper = await server.delete('/v1/agents');
  assert.equal(upper.headers['allow'], 'GET, HEAD, POST');
});

test('413 and 415 are problems too', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const large = await server.post('/v1/agents', { name: 'x', prompt: 'x'.repeat(1_100_000) });
  assert.deepEqual([large.statusCode, large.json().code], [413, 'body-too-large']);
  const form = await server.post('/v1/agents', 'name=x', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.deepEqual([form.statusCode, form.json().code], [415, 'media-type-unsupported']);
});

test('500: a bug shows no stack, only the request id', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  server.calls.get = async () => {
    throw new TypeError('secret detail');
  };
  const answer = await server.get('/v1/calls/0123456789abcdef01234567');
  assert.equal(answer.statusCode, 500);
  assert.equal(answer.json().code, 'internal');
  assert.doesNotMatch(answer.body, /secret detail|at .*\.ts/);
});

test('503: while draining creates are refused with Retry-After, reads and hang-ups go on', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const body = { agent: { name: 'x', prompt: 'Be kind.' }, to: '+34600111222' };
  const { id } = (await server.post('/v1/calls', body)).json();
  server.api.drain();
  const refused = await server.post('/v1/calls', body);
  assert.deepEqual([refused.statusCode, refused.json().code], [503, 'shutting-down']);
  assert.equal(refused.headers['retry-after'], '5');
  assert.equal((await server.get(`/v1/calls/${id}`)).statusCode, 200);
  assert.equal((await server.post(`/v1/calls/${id}/hangup`)).statusCode, 200);
  assert.equal((await server.get('/readyz', { key: null })).json().status, 'shutting-down');
});

test('/readyz names the part that is not ready', async (t) => {
  const server = await openTestApi({
    readiness: async () => [
      { name: 'store', ok: true },
      { name: 'sip', ok: false, detail: 'The port is gone.' },
    ],
  });
  t.after(() => server.api.close());
  const answer = await server.get('/readyz', { key: null });
  assert.equal(answer.statusCode, 503);
  assert.deepEqual(answer.json().checks[1], { name: 'sip', ok: false, detail: 'The port is gone.' });
  assert.equal((await server.get('/healthz', { key: null })).statusCode, 200);
});

test('/metrics is Prometheus text: injected families, http durations, event loop', async (t) => {
  const server = await openTestApi({
    metrics: async () => [
      {
        name: 'parley_calls',
        help: 'Calls by status.',
        type: 'gauge',
        samples: [{ labels: { status: 'in_progress', note: 'a"b' }, value: 3 }],
      },
    ],
  });
  t.after(() => server.api.close());
  await server.get('/v1/calls');
  const { body, headers } = await server.get('/metrics', { key: null });
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
  assert.match(body, /# TYPE parley_calls gauge\nparley_calls\{status="in_progress",note="a\\"b"\} 3\n/);
  assert.match(body, /parley_event_loop_lag_seconds\{quantile="0\.99"\}/);
  assert.match(
    body,
    /parley_http_request_duration_seconds_count\{method="GET",route="\/v1\/calls",status="200"\} 1/,
  );
});

test('a taken port is told with its address and the variable', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const { port, url } = await server.api.listen({ host: '127.0.0.1', port: 0 });
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  const other = await openTestApi();
  t.after(() => other.api.close());
  await assert.rejects(other.api.listen({ host: '127.0.0.1', port }), (thrown) => {
    assert.ok(thrown instanceof AppError);
    assert.equal(thrown.code, 'address-busy');
    assert.match(thrown.message, new RegExp(`127\\.0\\.0\\.1:${port}.*PARLEY_HTTP`));
    return true;
  });
});
