import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { PromptCache } from './prompt-cache.ts';
import { SharedWork } from './shared-work.ts';

test('drops what was not used for longest', () => {
  const cache = new PromptCache<Int16Array>(60);
  for (const key of ['a', 'b', 'c']) cache.set(key, new Int16Array(10));
  cache.get('a');
  cache.set('d', new Int16Array(10));
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].filter((key) => cache.get(key)),
    ['a', 'c', 'd'],
  );
});

test('the bytes held never exceed the limit and are counted right', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(60)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (sets) => {
      const cache = new PromptCache<Uint8Array>(100);
      for (const [key, length] of sets) {
        cache.set(key, new Uint8Array(length));
        assert.ok(cache.bytes <= 100);
        assert.equal(cache.get(key)?.byteLength, length, 'the newest is kept');
      }
      const held = ['a', 'b', 'c', 'd', 'e'].reduce((sum, key) => sum + (cache.get(key)?.byteLength ?? 0), 0);
      assert.equal(cache.bytes, held);
    }),
  );
});

test('a value beyond the limit is not kept and costs no other its place', () => {
  const cache = new PromptCache<Uint8Array>(10);
  cache.set('small', new Uint8Array(10));
  cache.set('large', new Uint8Array(11));
  assert.equal(cache.get('large'), undefined);
  assert.ok(cache.get('small'));
});

const gaveUp = (): Error => new Error('gave up');

test('the same work asked for at once is done once', async () => {
  const shared = new SharedWork<number>();
  let started = 0;
  const { promise, resolve } = Promise.withResolvers<number>();
  const start = (): Promise<number> => (started++, promise);
  const signal = new AbortController().signal;
  const asked = [1, 2, 3].map(() => shared.ask('key', signal, start, gaveUp));
  resolve(7);
  assert.deepEqual(await Promise.all(asked), [7, 7, 7]);
  assert.equal(started, 1);
  await shared.ask('key', signal, start, gaveUp);
  assert.equal(started, 2, 'what is over is not kept');
});

test('the work stops when the last asker gives up, not before', async () => {
  const shared = new SharedWork<number>();
  let stopped = false;
  const start = (signal: AbortSignal): Promise<number> =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => ((stopped = true), reject(new Error('stopped')))),
    );
  const [one, other] = [new AbortController(), new AbortController()];
  const asked = [one, other].map(({ signal }) => shared.ask('key', signal, start, gaveUp));
  one.abort();
  await assert.rejects(asked[0]!, /gave up/);
  assert.equal(stopped, false);
  other.abort();
  await assert.rejects(asked[1]!, /gave up/);
  assert.equal(stopped, true);
  await assert.rejects(
    shared.ask('key', one.signal, start, gaveUp),
    /gave up/,
    'an aborted asker starts nothing',
  );
});
