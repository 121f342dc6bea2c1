import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { priceOf, type PriceEntry, type PriceTable } from './price-of.ts';
import { DEFAULT_PRICES } from './prices.ts';

const use = (provider: string, model: string, unit: string, quantity: number, stage = 'tts') => ({
  ...{ stage, provider, model, unit, quantity },
});
const cents = (amount: number | undefined) => Math.round((amount ?? Number.NaN) * 1_000_000) / 1_000_000;

const entry = (model: string, amount: number): PriceEntry => ({
  ...{ stage: 'tts', provider: 'elevenlabs', model, unit: 'characters', per: 1000, amount },
});

test('the most exact entry counts, whatever its place in the table', () => {
  const entries = [entry('*', 9), entry('eleven_flash*', 2), entry('eleven_flash_v2', 1)];
  const flash = use('elevenlabs', 'eleven_flash_v2', 'characters', 500);
  for (const order of [entries, entries.toReversed()]) {
    const table: PriceTable = { currency: 'USD', date: '2026-01-01', entries: order };
    assert.equal(priceOf(flash, table)?.amount, 0.5);
    assert.equal(priceOf({ ...flash, model: 'eleven_flash_v3' }, table)?.amount, 1);
    assert.equal(priceOf({ ...flash, model: 'other' }, table)?.amount, 4.5);
  }
});

test('what the table does not know has no price; embedded models cost nothing', () => {
  assert.equal(priceOf(use('nobody', 'x', 'characters', 5), DEFAULT_PRICES), null);
  assert.equal(priceOf(use('elevenlabs', 'x', 'seconds', 5), DEFAULT_PRICES), null);
  assert.equal(priceOf(use('embedded', 'flite', 'characters', 5), DEFAULT_PRICES)?.amount, 0);
});

test('list prices: a minute of recognition, a thousand characters, a million tokens', () => {
  const minute = priceOf(use('deepgram', 'nova-3', 'seconds', 60, 'stt'), DEFAULT_PRICES);
  assert.equal(cents(minute?.amount), 0.0048);
  const spoken = priceOf(use('openai', 'tts-1', 'characters', 1000), DEFAULT_PRICES);
  assert.equal(cents(spoken?.amount), 0.015);
  const thought = priceOf(use('openai', 'gpt-4.1-mini', 'output-tokens', 1_000_000, 'llm'), DEFAULT_PRICES);
  assert.equal(cents(thought?.amount), 1.6);
});

test('twice the quantity costs twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DEFAULT_PRICES.entries),
      fc.integer({ min: 0, max: 1e9 }),
      (entry, quantity) => {
        const model = entry.model.replace('*', 'x');
        const once = priceOf({ ...entry, model, quantity }, DEFAULT_PRICES);
        const twice = priceOf({ ...entry, model, quantity: quantity * 2 }, DEFAULT_PRICES);
        assert.ok(once && twice);
        assert.ok(Math.abs(twice.amount - once.amount * 2) < 1e-6);
      },
    ),
  );
});
