import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attempt } from './caps.ts';

test('two a second: the third waits until the first is a second old', () => {
  const first = attempt([], 1_000, 2);
  const second = attempt(first.attempts, 1_300, 2);
  assert.deepEqual([first.waitMs, second.waitMs], [null, null]);
  assert.deepEqual(attempt(second.attempts, 1_900, 2), { attempts: [1_000, 1_300], waitMs: 100 });
  assert.deepEqual(attempt(second.attempts, 2_000, 2), { attempts: [1_300, 2_000], waitMs: null });
});

test('law: no second holds more than its limit, and who waits as told is let in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (gaps, limit) => {
      const entered: number[] = [];
      let attempts: readonly number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const made = attempt(attempts, now, limit);
        if (made.waitMs === null) entered.push(now);
        else assert.equal(attempt(made.attempts, now + made.waitMs, limit).waitMs, null);
        attempts = made.attempts;
      }
      for (const at of entered)
        assert.ok(entered.filter((one) => one > at - 1_000 && one <= at).length <= limit);
    }),
  );
});
