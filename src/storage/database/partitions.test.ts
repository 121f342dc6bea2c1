import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createIdSource, idTime, seededRandom, VirtualClock } from '#kernel';
import { monthsFrom } from './partitions.ts';

test('months follow one another without a gap, over the end of a year', () => {
  const months = monthsFrom(Date.UTC(2026, 10, 30, 23, 59), 3);
  assert.deepEqual(
    months.map((month) => month.label),
    ['y2026m11', 'y2026m12', 'y2027m01'],
  );
  assert.equal(months[0]!.to, months[1]!.from);
  assert.equal(months[1]!.to, months[2]!.from);
  assert.equal(idTime(months[2]!.from), Date.UTC(2027, 0, 1));
});

test('an id lies between the borders of the month it was born in', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2100, 0) }), fc.integer(), (now, seed) => {
      const id = createIdSource(new VirtualClock(now), seededRandom(seed)).next();
      const [month] = monthsFrom(now, 1);
      assert.ok(month!.from <= id && id < month!.to);
    }),
  );
});
