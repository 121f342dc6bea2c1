import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VirtualClock } from './clock.ts';
import { createIdSource, idAt, idTime, parseId, spellEpoch, spellHex, spellNative } from './ids.ts';
import { seededRandom } from './random.ts';

test('every spelling of an id reads back as the same id, in any case', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer(), (time, seed) => {
      const id = createIdSource(new VirtualClock(time), seededRandom(seed)).next();
      for (const text of [id, spellNative('call', id), spellHex(id), spellEpoch(id)]) {
        assert.equal(parseId(text), id);
        assert.equal(parseId(text.toUpperCase().replace(/^CALL_/, 'call_')), id);
      }
      assert.equal(idTime(id), time);
    }),
  );
});

test('ids grow within one millisecond and when the clock steps back', async () => {
  const clock = new VirtualClock();
  const source = createIdSource(clock, seededRandom(7));
  const ids = Array.from({ length: 1000 }, () => source.next());
  const earlier = createIdSource(
    { ...clock, now: () => 0, monotonic: () => 0, after: clock.after.bind(clock) },
    seededRandom(1),
  );
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, 1000);
  assert.ok(earlier.next() < ids[0]!);
});

test('the uuid is version 8, variant 1, and its last eight digits are chance', () => {
  const source = createIdSource(new VirtualClock(), seededRandom(3));
  const [a, b] = [source.next(), source.next()];
  assert.match(a, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8000-000[0-9a-f]{9}$/);
  assert.notEqual(a.slice(-8), b.slice(-8));
});

test('what is no spelling of ours is null', () => {
  for (const text of [
    '',
    'call_',
    'pb_abc123',
    '0b9d1c62-1f0e-4c7e-9a55-6d0c2f3b7a10',
    'z'.repeat(24),
    `call_${'z'.repeat(20)}`,
    '1x9999999999999999',
  ])
    assert.equal(parseId(text), null, text);
});

test('idAt is the border of a moment', () => {
  const clock = new VirtualClock(1_700_000_000_000);
  const id = createIdSource(clock, seededRandom(5)).next();
  assert.ok(idAt(1_700_000_000_000) <= id && id < idAt(1_700_000_000_001));
});
