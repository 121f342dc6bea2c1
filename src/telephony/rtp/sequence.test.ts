import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { JitterEstimate, SequenceTracker, timestampDifference } from './sequence.ts';

test('extended numbers follow any mild disorder across wraps, and loss is what is missing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 0xffff }),
      fc.array(fc.record({ drop: fc.boolean(), late: fc.integer({ min: 0, max: 5 }) }), {
        minLength: 1,
        maxLength: 300,
      }),
      (first, packets) => {
        const order = packets
          .map(({ drop, late }, index) => ({
            index,
            drop: drop && index > 0 && index < packets.length - 1,
            late,
          }))
          .filter(({ drop }) => !drop)
          .sort((a, b) => (a.index === 0 ? 0 : a.index + a.late) - (b.index === 0 ? 0 : b.index + b.late));
        const tracker = new SequenceTracker();
        const base = tracker.take(first)!.extended;
        for (const { index } of order.slice(1))
          assert.equal(tracker.take((first + index) & 0xffff)?.extended, base + index);
        assert.equal(tracker.lost, packets.length - order.length);
      },
    ),
  );
});

test('a jump is believed when the next packet confirms it (A.1)', () => {
  const tracker = new SequenceTracker();
  tracker.take(100);
  assert.equal(tracker.take(30_000), null);
  assert.equal(tracker.take(40_000), null, 'no run');
  assert.equal(tracker.take(40_001)?.restarted, true);
  assert.equal(tracker.lost, 0);
});

test('the fraction lost is that of the interval (A.3)', () => {
  const tracker = new SequenceTracker();
  for (const sequence of [1, 2, 4]) tracker.take(sequence);
  assert.equal(tracker.takeFraction(), 64);
  for (const sequence of [5, 6]) tracker.take(sequence);
  assert.equal(tracker.takeFraction(), 0);
});

test('jitter is zero for a steady source and follows A.8 for another', () => {
  const steady = new JitterEstimate();
  for (let i = 0; i < 50; i++) steady.take(i * 160, (0xffff_ff00 + i * 160) >>> 0);
  assert.equal(steady.value, 0);
  const swinging = new JitterEstimate();
  swinging.take(0, 0);
  swinging.take(160 + 32, 160);
  assert.equal(swinging.value, 2);
  swinging.take(320, 320);
  assert.equal(swinging.value, 2 + (32 - 2) / 16);
});

test('differences of timestamps are signed across the wrap', () => {
  assert.equal(timestampDifference(16, 0xffff_fff0), 32);
  assert.equal(timestampDifference(0xffff_fff0, 16), -32);
});
