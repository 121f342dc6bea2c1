import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialogues } from './all.ts';
import { isHeldOut, type Dialogue } from './dialogue.ts';
import { figuresOf } from './measure.ts';
import { policies } from './policies.ts';
import { openTheatre } from './run.ts';

test('there are enough dialogues, each with its own name, and about a quarter is held apart', () => {
  assert.ok(dialogues.length >= 80, String(dialogues.length));
  assert.equal(new Set(dialogues.map(({ name }) => name)).size, dialogues.length);
  const apart = dialogues.filter(isHeldOut).length / dialogues.length;
  assert.ok(apart > 0.15 && apart < 0.35, String(apart));
});

test('balanced beats plain silence of 600 ms on false cut-ins and on delay, and misses no more ends', async () => {
  const theatre = await openTheatre(1);
  try {
    // Every fourth: all kinds are among them.
    const some: readonly Dialogue[] = dialogues.filter((_, index) => index % 4 === 0);
    const figures = async (name: string) =>
      figuresOf(await theatre.run(some, policies[name]!, [{ voice: 'kal', seed: 1 }]));
    const balanced = await figures('balanced');
    const vad = await figures('vad_600');
    const said = JSON.stringify({ balanced, vad });
    assert.ok(balanced.turns >= 25, said);
    assert.ok(balanced.falseCutInPct < vad.falseCutInPct, said);
    assert.ok(balanced.meanDelayMs < vad.meanDelayMs, said);
    assert.ok(balanced.missedEndPct <= vad.missedEndPct + 4, said);
  } finally {
    await theatre.close();
  }
});
