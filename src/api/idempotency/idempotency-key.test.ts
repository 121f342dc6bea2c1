import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { flowAgent, openTestApi } from '../testing.ts';

const body = { agent: flowAgent, to: '+34600111222' };
const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });

test('the same key and body replays the first answer and makes one call', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const first = await server.post('/v1/calls', body, withKey('k1'));
  const again = await server.post('/v1/calls', { to: body.to, agent: flowAgent }, withKey('k1'));
  assert.equal(again.statusCode, 201);
  assert.deepEqual(again.json(), first.json());
  assert.equal(first.headers['idempotency-replayed'], undefined);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(server.calls.created.length, 1);
});

test('422: the same key with another body, or for another path', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  await server.post('/v1/calls', body, withKey('k1'));
  for (const answer of [
    await server.post('/v1/calls', { ...body, to: '+34600111223' }, withKey('k1')),
    await server.post('/v1/agents', flowAgent, withKey('k1')),
  ]) {
    assert.equal(answer.statusCode, 422);
    assert.equal(answer.json().code, 'idempotency-key-reused');
  }
});

test('409: while the first request runs', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const create = server.calls.create.bind(server.calls);
  server.calls.create = async (...input) => {
    begun.resolve();
    await released.promise;
    return create(...input);
  };
  const first = server.post('/v1/calls', body, withKey('k1'));
  await begun.promise;
  const second = await server.post('/v1/calls', body, withKey('k1'));
  assert.deepEqual([second.statusCode, second.json().code], [409, 'idempotency-key-busy']);
  assert.equal(second.headers['retry-after'], '1');
  released.resolve();
  assert.equal((await first).statusCode, 201);
});

test('a refusal is kept, a fault of ours is not', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  server.calls.refuseWith = new AppError({
    code: 'dial-denied',
    status: 403,
    message: 'The number is suppressed.',
    extra: { rule: 'suppression' },
  });
  const denied = await server.post('/v1/calls', body, withKey('k1'));
  server.calls.refuseWith = new AppError({ code: 'internal', status: 500, message: 'x' });
  assert.equal((await server.post('/v1/calls', body, withKey('k2'))).statusCode, 500);
  server.calls.refuseWith = null;
  const again = await server.post('/v1/calls', body, withKey('k1'));
  assert.equal(again.statusCode, 403);
  assert.equal(again.headers['content-type'], 'application/problem+json');
  assert.deepEqual(again.json(), denied.json());
  assert.equal((await server.post('/v1/calls', body, withKey('k2'))).statusCode, 201);
});

test('after 24 hours the key is free; a key with spaces is refused', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  await server.post('/v1/calls', body, withKey('k1'));
  await server.clock.advance(24 * 3_600_000);
  await server.post('/v1/calls', body, withKey('k1'));
  assert.equal(server.calls.created.length, 2);
  const bad = await server.post('/v1/calls', body, withKey('a b'));
  assert.deepEqual([bad.statusCode, bad.json().param], [400, 'Idempotency-Key']);
});
