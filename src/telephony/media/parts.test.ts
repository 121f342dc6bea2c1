import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { VirtualClock } from '#kernel';
import type { RecordingChunk } from '../contract.ts';
import { Lateness } from './lateness.ts';
import { Recorder } from './recorder.ts';
import { TickWheel, type Ticker } from './tick-wheel.ts';

test('recorder: whatever the pieces, both sides lie at their samples and nothing is missing', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(pieces, pieces, fc.infiniteStream(fc.boolean()), (callee, agent, turns) => {
      const chunks: RecordingChunk[] = [];
      const recorder = new Recorder((chunk) => chunks.push(chunk));
      let [left, right] = [0, 0];
      const [calleeLeft, agentLeft] = [[...callee], [...agent]];
      while (calleeLeft.length + agentLeft.length > 0) {
        const isCallee = agentLeft.length === 0 || (calleeLeft.length > 0 && turns.next().value === true);
        const start = isCallee ? left : right;
        const size = (isCallee ? calleeLeft : agentLeft).shift()!;
        const pcm = Int16Array.from({ length: size }, (_, i) => (start + i + 1) % 30_000);
        if (isCallee) recorder.callee(start, pcm);
        else recorder.agent(start, pcm);
        if (isCallee) left += size;
        else right += size;
      }
      recorder.end();
      const pcm = chunks.flatMap((chunk) => [...chunk.pcm]);
      assert.equal(pcm.length, right * 2, 'as long as what we sent');
      for (let i = 0; i < right; i += 97) {
        assert.equal(pcm[2 * i], i < left ? (i + 1) % 30_000 : 0);
        assert.equal(pcm[2 * i + 1], (i + 1) % 30_000);
      }
    }),
    { numRuns: 50 },
  );
});

test('wheel: every member each 20 ms from its own moment, spread over the slots, no timer left behind', async () => {
  const clock = new VirtualClock();
  const wheel = new TickWheel(clock);
  const members = Array.from({ length: 60 }, () => ({
    ticks: [] as number[],
    from: 0,
    run: (() => undefined) as Ticker,
  }));
  for (const member of members) {
    member.run = (now) => void member.ticks.push(now);
    member.from = wheel.add(member.run);
  }
  await clock.advance(200);
  for (const { ticks, from } of members) {
    assert.ok(from < 20);
    assert.deepEqual(
      ticks.slice(0, 9),
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => from + n * 20),
    );
  }
  const slots = Map.groupBy(members, ({ from }) => from);
  assert.ok(
    [...slots.values()].every((slot) => slot.length <= 19),
    'balanced',
  );
  for (const { run } of members) wheel.remove(run);
  assert.equal(clock.timers, 0);
});

test('lateness: quantiles within a step', () => {
  const lateness = new Lateness();
  assert.equal(lateness.quantile(0.99), 0);
  for (let i = 1; i <= 100; i++) lateness.add(i / 10 - 0.05);
  assert.ok(Math.abs(lateness.quantile(0.5) - 5) < 0.11);
  assert.ok(Math.abs(lateness.quantile(0.99) - 9.9) < 0.11);
  lateness.add(1000);
  assert.equal(lateness.quantile(1), 50);
});
