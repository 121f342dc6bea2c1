import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guessIndex, ReplayWindow } from './packet-index.ts';

test('the index is guessed across cycles as long as disorder stays below half of one (RFC 3711, 3.3.1)', () => {
  const table: [highest: number, sequence: number, index: number][] = [
    [-1, 65_535, 65_535],
    [65_535, 0, 65_536],
    [65_536, 65_535, 65_535],
    [3 * 65_536 + 10, 65_530, 2 * 65_536 + 65_530],
    [3 * 65_536 + 40_000, 7_000, 4 * 65_536 + 7_000],
    [3 * 65_536 + 40_000, 7_300, 3 * 65_536 + 7_300],
    [5, 65_530, -6],
    [2 ** 48 - 1, 0, 2 ** 48],
  ];
  for (const [highest, sequence, index] of table) assert.equal(guessIndex(sequence, highest), index);
  fc.assert(
    fc.property(
      fc.integer({ min: 70_000, max: 2 ** 40 }),
      fc.integer({ min: -32_000, max: 32_000 }),
      (highest, step) => guessIndex((highest + step) % 65_536, highest) === highest + step,
    ),
  );
});

test('the replay list takes each number of its window once, and none from before it (3.3.2)', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }), (numbers) => {
      const window = new ReplayWindow();
      const entered = new Set<number>();
      for (const number of numbers) {
        const highest = Math.max(-1, ...entered);
        assert.equal(window.isNew(number), number > highest - 128 && !entered.has(number));
        if (!window.isNew(number)) continue;
        window.enter(number);
        entered.add(number);
      }
    }),
    { numRuns: 60 },
  );
});
