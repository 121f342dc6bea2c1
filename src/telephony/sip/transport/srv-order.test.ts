import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#kernel';
import type { SrvRecord } from './names.ts';
import { srvOrder } from './srv-order.ts';

const record = (name: string, priority: number, weight: number): SrvRecord => ({
  ...{ name, priority, weight, port: 5_060 },
});

test('priorities in their order, weights by chance in their proportion (RFC 2782)', () => {
  const random = seededRandom(7);
  const records = [record('last', 20, 500), record('light', 10, 10), record('heavy', 10, 30)];
  const firsts: Record<string, number> = {};
  for (let round = 0; round < 2_000; round++) {
    const order = srvOrder(records, random).map(({ name }) => name);
    assert.equal(order.length, 3);
    assert.equal(order[2], 'last');
    firsts[order[0]!] = (firsts[order[0]!] ?? 0) + 1;
  }
  assert.ok(Math.abs(firsts['heavy']! / 2_000 - 0.75) < 0.05, JSON.stringify(firsts));
});

test('weight 0 is seldom first beside others, and fair among its like; `.` offers nothing', () => {
  const random = seededRandom(3);
  const zero = [record('zero', 1, 0), record('some', 1, 10)];
  const early = Array.from({ length: 1_000 }, () => srvOrder(zero, random)[0]!.name);
  const share = early.filter((name) => name === 'zero').length / 1_000;
  assert.ok(share > 0.02 && share < 0.2, String(share));
  assert.deepEqual(srvOrder([record('.', 0, 0)], random), []);
});
