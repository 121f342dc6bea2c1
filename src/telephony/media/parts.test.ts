import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { VirtualClock } from '#kernel';
import { Lateness } from './lateness.ts';
import { Recorder, RecordingRing } from './recording-ring.ts';
import { TickWheel, type Ticker } from './tick-wheel.ts';

/** A frame that tells its place. */
const frame = (at: number): Int16Array => new Int16Array(160).fill((at / 160) % 20_000);

test('recorder: whatever the pieces, both sides lie at their samples and nothing is missing', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(pieces, pieces, fc.infiniteStream(fc.boolean()), (callee, agent, turns) => {
      const ring = new RecordingRing();
      const recorder = new Recorder(ring);
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
      const { pcm } = ring.read(0);
      assert.equal(pcm.length, right * 2, 'as long as what we sent');
      for (let i = 0; i < right; i += 97) {
        assert.equal(pcm[2 * i], i < left ? (i + 1) % 30_000 : 0);
        assert.equal(pcm[2 * i + 1], (i + 1) % 30_000);
      }
    }),
    { numRuns: 50 },
  );
});

test('recorder: round after round, a reader gets every pair once, and silence where nobody spoke', () => {
  const ring = new RecordingRing();
  const recorder = new Recorder(ring);
  const read: number[] = [];
  for (let at = 0; at < 30 * 8000; at += 160) {
    // Every second frame of the callee is lost: what the ring held a round ago must not come back.
    if (at % 320 === 0) recorder.callee(at, frame(at));
    else recorder.callee(at + 160, new Int16Array(0));
    recorder.agent(at, frame(at));
    if (at % 16_000 === 0) read.push(...ring.read(read.length / 2).pcm);
  }
  recorder.end();
  read.push(...ring.read(read.length / 2).pcm);
  assert.equal(read.length, 30 * 8000 * 2);
  for (let at = 0; at < 30 * 8000; at += 40) {
    assert.equal(read[2 * at], at % 320 < 160 ? Math.floor(at / 160) % 20_000 : 0, `callee at ${at}`);
    assert.equal(read[2 * at + 1], Math.floor(at / 160) % 20_000, `agent at ${at}`);
  }
});

test('recorder: a reader that comes too late finds what is kept, and says where it begins', () => {
  const ring = new RecordingRing();
  const recorder = new Recorder(ring);
  for (let at = 0; at < 20 * 8000; at += 160) {
    recorder.callee(at, new Int16Array(160).fill(3));
    recorder.agent(at, new Int16Array(160).fill(4));
  }
  const { at, pcm } = ring.read(0);
  assert.equal(at, 20 * 8000 - 7.5 * 8000);
  assert.equal(pcm.length, 7.5 * 8000 * 2);
  assert.ok(pcm.every((sample, index) => sample === (index % 2 === 0 ? 3 : 4)));
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
