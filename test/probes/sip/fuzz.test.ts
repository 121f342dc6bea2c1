/** The short form of `npm run soak -- sip`, with fixed seeds: no exception, nothing left behind. How long each takes is the soak's to judge. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzEndpoints, fuzzMessages, fuzzSdp } from './fuzz.ts';

test('3,000 damaged messages: refused by name, or printed and read as the same', () => {
  const { taken, refused } = fuzzMessages(3_000, 4475);
  assert.ok(taken > 300 && refused > 300, `${taken} taken, ${refused} refused`);
});

test('2,000 damaged descriptions: refused by line, or printed, answered and read as the same', () => {
  const { taken, refused } = fuzzSdp(2_000, 8866);
  assert.ok(taken > 300 && refused > 300, `${taken} taken, ${refused} refused`);
});

test('4,000 damaged messages into endpoints in the middle of calls: all end, nothing is left', async () => {
  const { count } = await fuzzEndpoints(4_000, 25, 3261);
  assert.equal(count, 4_000);
});
