import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Arrivals } from './arrivals.ts';

test('lateness counts from the earliest packet, loss by numbers, across the wrap', () => {
  const arrivals = new Arrivals();
  const late = [1, 0, 5, 0, 2];
  [65_533, 65_534, 65_535, 1, 2].forEach((sequence, index) => {
    const place = sequence < 100 ? sequence + 65_536 : sequence;
    arrivals.add(sequence, 1000 + (place - 65_533) * 20 + late[index]!);
  });
  assert.deepEqual(arrivals.lateness(), late);
  assert.equal(arrivals.lost(), 1);
});

test('reordered and repeated packets are not lost', () => {
  const arrivals = new Arrivals();
  for (const sequence of [10, 12, 11, 12, 13]) arrivals.add(sequence, sequence * 20);
  assert.equal(arrivals.lost(), 0);
});
