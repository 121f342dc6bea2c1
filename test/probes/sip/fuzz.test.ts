/** The short form of `npm run soak -- sip`, with fixed seeds: no exception, no hang, nothing left behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzEndpoints, fuzzMessages, fuzzSdp } from './fuzz.ts';

test('3,000 damaged messages: refused by name, or printed and read as the same', () => {
  const { taken, refused, slow } = fuzzMessages(3_000, 4475);
  assert.ok(taken > 300 && refused > 300, `${taken} taken, ${refused} refused`);
  assert.equal(slow, 0);
});

test('2,000 damaged descriptions: refused by line, or printed, answered and read as the same', () => {
  const { taken, refused, slow } = fuzzSdp(2_000, 8866);
  assert.ok(taken > 300 && refused > 300, `${taken} taken, ${refused} refused`);
  assert.equal(slow, 0);
});

test('4,000 damaged messages into endpoints in the middle of calls: all end, nothing is left', async () => {
  const { count, slow } = await fuzzEndpoints(4_000, 25, 3261);
  assert.equal(count, 4_000);
  assert.equal(slow, 0);
});
