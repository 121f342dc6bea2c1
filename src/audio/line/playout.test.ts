import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { emptyPlayout, pullFrame, stepPlayout, type PlayoutInput } from './playout.ts';
import type { LineEffect } from './step.ts';

type Act =
  { readonly type: 'tick' } | { readonly type: 'say'; readonly size: number; readonly last: boolean };

const act = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ type: 'tick' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('say' as const),
      size: fc.integer({ min: 0, max: 900 }),
      last: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<PlayoutInput>(
      { type: 'hold' },
      { type: 'resume' },
      { type: 'cut', by: 'command' },
      { type: 'keys', digits: '5' },
    ),
  },
);

/** Runs the acts, then plays out; segments of one utterance until one is `last`, samples counted from 1. */
function run(acts: readonly (Act | PlayoutInput)[]) {
  let state = emptyPlayout;
  let utterance = 0;
  const offered = new Map<string, number>();
  const played: number[] = [];
  const effects: LineEffect[] = [];
  const take = (step: ReturnType<typeof stepPlayout>): void => {
    state = step.state;
    effects.push(...step.effects);
  };
  const ticks: Act[] = Array.from({ length: 300 }, () => ({ type: 'tick' }));
  const ending: PlayoutInput[] = [{ type: 'resume' }];
  for (const next of [...acts, ...ending, ...ticks]) {
    if (next.type === 'tick') {
      const out = new Int16Array(160);
      take(pullFrame(state, out));
      played.push(...out);
    } else if (next.type === 'say') {
      const utteranceId = `u${utterance}`;
      const from = offered.get(utteranceId) ?? 0;
      offered.set(utteranceId, from + next.size);
      const pcm = Int16Array.from({ length: next.size }, (_, i) => from + i + 1);
      take(stepPlayout(state, { type: 'play', segment: { utteranceId, pcm, last: next.last } }));
      if (next.last) utterance++;
    } else {
      take(stepPlayout(state, next));
      if (next.type === 'cut') utterance++;
    }
  }
  return { effects, played: played.filter((sample) => sample !== 0), offered };
}

test('heard means heard: what ended counts exactly what left, and what left is a prefix of each utterance', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const { effects, played, offered } = run(acts);
      const ended = effects.filter((effect) => effect.type === 'utterance-ended');
      let at = 0;
      for (const { heard, utteranceId, cut } of ended) {
        if (!cut) assert.equal(heard, offered.get(utteranceId));
        for (let i = 1; i <= heard; i++) assert.equal(played[at++], i, utteranceId);
      }
      // One utterance may be open at the end, without its last segment.
      const open = played.slice(at);
      open.forEach((sample, index) => assert.equal(sample, index + 1));
    }),
    { numRuns: 100 },
  );
});

test('each utterance starts before it ends, at most once, and holds alternate with resumes or cuts', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const started = new Set<string>();
      const ended = new Set<string>();
      let held = false;
      for (const effect of run(acts).effects) {
        if (effect.type === 'utterance-started') {
          assert.ok(!started.has(effect.utteranceId) && !ended.has(effect.utteranceId));
          started.add(effect.utteranceId);
        }
        if (effect.type === 'utterance-ended') {
          assert.ok(!ended.has(effect.utteranceId));
          assert.ok(started.has(effect.utteranceId) || (effect.cut && effect.heard === 0));
          ended.add(effect.utteranceId);
          if (effect.cut) held = false;
        }
        if (effect.type === 'playout-held') assert.equal(held, false);
        if (effect.type === 'playout-held') held = true;
        if (effect.type === 'playout-resumed') {
          assert.equal(held, true);
          held = false;
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('pauses between keys: half a second and two, kept by a cut, after what is being said', () => {
  let state = stepPlayout(emptyPlayout, {
    type: 'play',
    segment: { utteranceId: 'u', pcm: new Int16Array(320).fill(9), last: true },
  }).state;
  state = stepPlayout(state, { type: 'keys', digits: '1w2,x3' }).state;
  const begins: [digit: string, frame: number][] = [];
  for (let frame = 0; frame < 200; frame++) {
    if (frame === 3) state = stepPlayout(state, { type: 'cut', by: 'command' }).state;
    const out = new Int16Array(160);
    const step = pullFrame(state, out);
    if (step.key?.index === 0) begins.push([step.key.digit, frame]);
    if (frame >= 2) assert.ok(out.every((sample) => sample === 0));
    state = step.state;
  }
  // Each key takes 8 frames; 25 and 100 of silence between them.
  assert.deepEqual(begins, [
    ['1', 2],
    ['2', 2 + 8 + 25],
    ['3', 2 + 8 + 25 + 8 + 100],
  ]);
});
