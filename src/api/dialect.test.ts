import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import type { Dialect } from './dialect.ts';
import { openTestApi } from './testing.ts';

/** A vendor that never was. */
function acme(host: string | null, seen: string[] = []): Dialect {
  return {
    name: 'synthflow',
    bases: ['/acme', '/acme/v2'],
    host,
    document: { title: 'Acme', description: '', error: Type.Object({ oops: Type.String() }) },
    register(app, deps) {
      app.post('/ring', async (request, reply) => {
        seen.push(request.tenant.mode);
        const answer = await deps.dedupe(request, 120_000, async () => {
          seen.push('created');
          return { status: 200, body: { nth: seen.filter((what) => what === 'created').length } };
        });
        return reply.code(answer.status).send(answer.body);
      });
      app.get('/health', { config: { public: true } }, async () => ({ fine: true }));
    },
    errorBody: (error) => ({
      status: error.status,
      body: { oops: error.code },
      headers: { 'X-Acme': 'yes' },
    }),
  };
}

test('a dialect is served below each base and at its own paths on its host', async (t) => {
  const server = await openTestApi({ dialects: [acme('api.acme.test')] });
  t.after(() => server.api.close());
  const ring = (url: string, host = 'localhost') =>
    server.post(url, { to: url + host }, { headers: { host } });
  assert.equal((await ring('/acme/ring')).statusCode, 200);
  assert.equal((await ring('/acme/v2/ring')).statusCode, 200);
  assert.equal((await ring('/ring', 'API.acme.test:8080')).statusCode, 200);
  assert.equal((await ring('/v2/ring', 'api.acme.test')).statusCode, 200);
  assert.equal((await ring('/ring')).statusCode, 404);
  assert.equal(
    (await server.get('/healthz', { headers: { host: 'api.acme.test' } })).json().status,
    'ok',
    'our own paths stay ours on every host',
  );
});

test('keys, unknown paths and broken JSON are answered in the shape of the dialect', async (t) => {
  const server = await openTestApi({ dialects: [acme(null)] });
  t.after(() => server.api.close());
  const json = { headers: { 'content-type': 'application/json' } };
  const answers = [
    [await server.post('/acme/ring', {}, { key: null }), 401, 'unauthorized'],
    [await server.get('/acme/v2/none'), 404, 'route-unknown'],
    [await server.get('/acme/ring'), 405, 'method-not-allowed'],
    [await server.post('/acme/ring', '{', json), 400, 'invalid-json'],
  ] as const;
  for (const [answer, status, code] of answers) {
    assert.equal(answer.statusCode, status);
    assert.deepEqual(answer.json(), { oops: code });
    assert.equal(answer.headers['x-acme'], 'yes');
  }
  assert.deepEqual((await server.get('/acme/health', { key: null })).json(), { fine: true });
});

test('repeats of a create within the window get the first answer', async (t) => {
  const seen: string[] = [];
  const server = await openTestApi({ dialects: [acme(null, seen)] });
  t.after(() => server.api.close());
  const ring = async (body: object, key = server.liveKey) =>
    (await server.post('/acme/ring', body, { key })).json().nth;
  assert.deepEqual(await Promise.all([ring({ a: 1, b: 2 }), ring({ c: 3 })]), [1, 2]);
  assert.equal(await ring({ b: 2, a: 1 }), 1, 'the order of fields does not matter');
  assert.equal(await ring({ a: 1, b: 2 }, server.testKey), 3, 'another key is another client');
  await server.clock.advance(120_000);
  assert.equal(await ring({ a: 1, b: 2 }), 4);
});
