import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { fullBucket, takeAll, takeToken, type Bucket } from './bucket.ts';
import { chargeOf, isExhausted, monthOf, secondsOf } from './minutes.ts';
import { keyRules, organizationRules } from './rates.ts';

const rule = { limit: 10, windowMs: 1000 };

test('a full bucket gives its limit at once, then one a tenth of its window', () => {
  let bucket: Bucket = fullBucket(rule, 0);
  const ask = (now: number): boolean => {
    const taken = takeToken(bucket, rule, now);
    bucket = taken.bucket;
    return taken.allowed;
  };
  assert.deepEqual(
    Array.from({ length: 11 }, () => ask(0)),
    [...Array<boolean>(10).fill(true), false],
  );
  assert.deepEqual([ask(99), ask(100), ask(100)], [false, true, false]);
});

test('in any stretch no more pass than the limit and what was refilled', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 200 }), (gaps) => {
      let bucket = fullBucket(rule, 0);
      let [now, passed] = [0, 0];
      for (const gap of gaps) {
        now += gap;
        const taken = takeToken(bucket, rule, now);
        bucket = taken.bucket;
        if (taken.allowed) passed++;
      }
      assert.ok(passed <= rule.limit + (now * rule.limit) / rule.windowMs + 1e-6);
    }),
  );
});

test('of two rules a refusal takes of neither; the one that makes wait is told, else the longer', () => {
  const minute = { limit: 100, windowMs: 60_000 };
  let all = [minute, rule].map((one) => ({ rule: one, bucket: fullBucket(one, 0) }));
  const ask = (now: number) => {
    const taken = takeAll(all, now);
    all = all.map((one, index) => ({ ...one, bucket: taken.buckets[index]! }));
    return taken;
  };
  for (let n = 1; n <= 9; n++) assert.equal(ask(0).state?.rule, minute);
  assert.equal(ask(0).state?.rule, rule, 'the last of the burst');
  const refused = ask(0);
  assert.deepEqual([refused.allowed, refused.state?.rule, refused.state?.retryMs], [false, rule, 100]);
  assert.equal(all[0]!.bucket.tokens, 90, 'the minute gave nothing for a refusal');
});

const limits = (rules: readonly { limit: number }[]) => rules.map(({ limit }) => limit);

test('each API has its rules; key and organization overrule; 0 lifts all', () => {
  const settings = { perKey: 600, perOrganization: 6000 };
  assert.deepEqual(limits(keyRules('native', null, settings)), [600]);
  assert.deepEqual(limits(keyRules('meetzy', null, settings)), [100, 10]);
  assert.deepEqual(limits(keyRules('flireo', null, settings)), [100]);
  assert.deepEqual(limits(keyRules('synthflow', null, settings)), []);
  assert.deepEqual(limits(keyRules('flireo', 7, settings)), [7]);
  assert.deepEqual(limits(keyRules('flireo', 7, { ...settings, perKey: 0 })), []);
  assert.deepEqual(limits(organizationRules(null, settings)), [6000]);
  assert.deepEqual(limits(organizationRules(5, settings)), [5]);
  assert.deepEqual(limits(organizationRules(5, { ...settings, perOrganization: 0 })), []);
});

test('minutes: begun seconds count, calls are rounded up, zero is exhausted', () => {
  assert.deepEqual([secondsOf(0, 1), secondsOf(0, 1000), secondsOf(0, 1001), secondsOf(5, 4)], [1, 1, 2, 0]);
  assert.deepEqual([chargeOf(0, 60), chargeOf(1, 60), chargeOf(61, 60), chargeOf(61, 1)], [0, 60, 120, 61]);
  assert.deepEqual(
    [1, 0, -5].map((balanceS) => isExhausted({ enabled: true, balanceS })),
    [false, true, true],
  );
  assert.equal(isExhausted({ enabled: false, balanceS: 0 }), false);
  assert.equal(monthOf(Date.UTC(2026, 0, 31, 23, 59, 59, 999)), '2026-01');
});
