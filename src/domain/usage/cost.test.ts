/** Lines add up, and what nobody knows the price of is not free. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { costOf, withLater } from './cost.ts';
import type { PricedUsage, PriceTable } from './price-of.ts';

const table: PriceTable = {
  currency: 'USD',
  date: '2026-01-01',
  entries: [
    { stage: 'stt', provider: 'a', model: '*', unit: 'seconds', amount: 0.006, per: 60 },
    { stage: 'llm', provider: 'a', model: 'm', unit: 'input-tokens', amount: 0.15, per: 1_000_000 },
    { stage: 'tts', provider: 'embedded', model: '*', unit: 'characters', amount: 0, per: 1_000_000 },
    { stage: 'telephony', provider: '*', model: '+34*', unit: 'seconds', amount: 0.01, per: 60 },
  ],
};
const used = (stage: string, provider: string, model: string, unit: string, quantity: number) => ({
  ...{ stage, provider, model, unit, quantity },
});

test('lines with their prices, and the total', () => {
  const usage = [
    used('stt', 'a', 'x', 'seconds', 30),
    used('llm', 'a', 'm', 'input-tokens', 1_000),
    used('tts', 'embedded', 'flite', 'characters', 900),
    used('telephony', 'trunk_1', '+34600111222', 'seconds', 90),
  ];
  const cost = costOf(usage, table);
  assert.deepEqual(
    cost.lines.map(({ amount, unit_price, per }) => [amount, unit_price, per]),
    [
      [0.003, 0.006, 60],
      [0.00015, 0.15, 1_000_000],
      [0, 0, 1_000_000],
      [0.015, 0.01, 60],
    ],
  );
  const { currency, total, complete, priced_by } = cost;
  assert.deepEqual([currency, total, complete, priced_by], ['USD', 0.01815, true, '2026-01-01']);
});

test('an unknown price is null and says so, and the cost is not complete', () => {
  const cost = costOf([used('tts', 'b', 'x', 'characters', 5), used('stt', 'a', 'x', 'seconds', 60)], table);
  const [line] = cost.lines;
  assert.deepEqual([line!.amount, line!.unit_price, line!.unpriced], [null, null, true]);
  assert.deepEqual([cost.total, cost.complete], [0.006, false]);
  assert.ok(!('unpriced' in cost.lines[1]!));
});

test('the analysis is a line of its own, priced like a language model; not in another currency', () => {
  const before = costOf([used('stt', 'a', 'x', 'seconds', 60)], table);
  const usage = [used('llm', 'a', 'm', 'input-tokens', 2_000_000)];
  const after = withLater(before, usage, table, 'analysis');
  assert.deepEqual([after.lines[1]!.stage, after.lines[1]!.amount, after.total], ['analysis', 0.3, 0.306]);
  const foreign = withLater(before, usage, { ...table, currency: 'EUR' }, 'analysis');
  assert.deepEqual([foreign.currency, foreign.total, foreign.complete], ['USD', 0.006, false]);
});

test('requests beside tokens are no line of their own, unless they have a price or stand alone', () => {
  const requests = used('llm', 'a', 'm', 'requests', 3);
  const tokens = used('llm', 'a', 'm', 'input-tokens', 1_000);
  const units = (usage: PricedUsage[], prices = table) => costOf(usage, prices).lines.map(({ unit }) => unit);
  assert.deepEqual(units([requests, tokens]), ['input-tokens']);
  assert.deepEqual(units([requests]), ['requests']);
  assert.deepEqual(units([requests, { ...tokens, model: 'other' }]), ['requests', 'input-tokens']);
  const entry = { stage: 'llm', provider: 'a', model: 'm', unit: 'requests', amount: 1, per: 1 };
  const priced = { ...table, entries: [...table.entries, entry] };
  assert.deepEqual(units([requests, tokens], priced), ['requests', 'input-tokens']);
});

test('whatever was used, the total is the sum of the lines', () => {
  const usage: fc.Arbitrary<PricedUsage> = fc.record({
    stage: fc.constantFrom('stt', 'llm', 'tts'),
    provider: fc.constantFrom('a', 'b', 'embedded'),
    model: fc.constantFrom('m', 'x'),
    unit: fc.constantFrom('seconds', 'input-tokens', 'characters'),
    quantity: fc.double({ min: 0, max: 1e7, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(usage, { maxLength: 20 }), (list) => {
      const { lines, total, complete } = costOf(list, table);
      const sum = lines.reduce((so, { amount }) => so + Math.round((amount ?? 0) * 1e9), 0);
      assert.equal(Math.round(total * 1e9), sum);
      assert.equal(complete, !lines.some(({ unpriced }) => unpriced));
    }),
  );
});
