import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { AppError, createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import { memoryIdempotency } from '../testing/memory-idempotency.ts';
import { createDedupe } from './dedupe.ts';

function setUp() {
  const clock = new VirtualClock();
  const ids = createIdSource(clock, seededRandom(1));
  const tenant = { organizationId: ids.next(), keyId: ids.next(), mode: 'live' } as const;
  const request = { method: 'POST', url: '/x', body: { to: '+34' }, tenant } as unknown as FastifyRequest;
  const store = { idempotency: memoryIdempotency() };
  return { clock, request, store, dedupe: createDedupe({ store, clock, logger: silentLogger }) };
}

test('a repeat that comes while the first runs waits for its answer', async () => {
  const { clock, request, dedupe } = setUp();
  const first = Promise.withResolvers<{ status: number; body: unknown }>();
  const one = dedupe(request, 120_000, () => first.promise);
  const other = dedupe(request, 120_000, () => assert.fail('created twice'));
  await clock.advance(5000);
  first.resolve({ status: 200, body: { id: 1 } });
  await clock.advance(50);
  assert.deepEqual(await Promise.all([one, other]), [
    { status: 200, body: { id: 1 } },
    { status: 200, body: { id: 1 } },
  ]);
});

test('a repeat does not wait for ever', async () => {
  const { clock, request, dedupe } = setUp();
  void dedupe(request, 120_000, () => Promise.withResolvers<never>().promise);
  const other = assert.rejects(
    dedupe(request, 120_000, () => assert.fail('created twice')),
    (thrown) => thrown instanceof AppError && thrown.status === 409,
  );
  await clock.advance(31_000);
  await other;
});

test('what a create throws is forgotten, an answer that can not be kept is given all the same', async () => {
  const { request, store, dedupe } = setUp();
  const refusal = new AppError({ code: 'dial-denied', status: 403, message: 'No.' });
  await assert.rejects(
    dedupe(request, 120_000, async () => Promise.reject(refusal)),
    refusal,
  );
  store.idempotency.finish = async () => Promise.reject(new TypeError('disk full'));
  const answer = await dedupe(request, 120_000, async () => ({ status: 200, body: 2 }));
  assert.equal(answer.body, 2);
});
