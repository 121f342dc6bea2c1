import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackgroundSound, LOOP } from './background.ts';
import { FRAME_SAMPLES, type Background } from './line.ts';
import { levelDbfs } from './level.ts';
import { ScriptedLine } from './scripted-line.ts';

function played(background: Background, frames: number): Int16Array {
  const sound = new BackgroundSound(background);
  const pcm = new Int16Array(frames * FRAME_SAMPLES);
  for (let i = 0; i < frames; i++)
    sound.under(pcm.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES), i * FRAME_SAMPLES);
  return pcm;
}

for (const sound of ['room', 'office'] as const) {
  test(`${sound}: as loud as asked for, never silent, without a seam`, () => {
    for (const levelDb of [-42, -30, -20]) {
      const loop = played({ sound, levelDb }, Math.ceil(LOOP / FRAME_SAMPLES)).subarray(0, LOOP);
      assert.ok(Math.abs(levelDbfs(loop) - levelDb) < 0.5, `${levelDb}: ${levelDbfs(loop)}`);
      for (let at = 0; at + 1600 <= LOOP; at += 1600)
        assert.ok(levelDbfs(loop.subarray(at, at + 1600)) > levelDb - 12, `at ${at}`);
    }
    const twice = played({ sound, levelDb: -20 }, Math.ceil((2 * LOOP) / FRAME_SAMPLES));
    assert.deepEqual(twice.subarray(0, LOOP), twice.subarray(LOOP, 2 * LOOP));
    const step = (at: number): number => Math.abs(twice[at]! - twice[at - 1]!);
    const usual = Math.max(...Array.from({ length: 2000 }, (_, i) => step(i * 20 + 1)));
    assert.ok(step(LOOP) <= usual, `${step(LOOP)} at the seam, ${usual} elsewhere`);
  });
}

test('a line plays it under the voice and in its silence, and stops when told', async () => {
  const line = new ScriptedLine();
  line.setBackground({ sound: 'room', levelDb: -40 });
  await line.advance(1000);
  line.play({ utteranceId: 'u', pcm: new Int16Array(8000).fill(3000), last: true });
  await line.advance(2000);
  line.setBackground(null);
  await line.advance(1000);
  const pcm = line.played();
  assert.ok(Math.abs(levelDbfs(pcm.subarray(0, 8000)) + 40) < 3);
  const voice = pcm.subarray(8160, 15_840);
  assert.ok(Math.abs(levelDbfs(voice.map((it) => it - 3000)) + 40) < 3);
  assert.equal(levelDbfs(pcm.subarray(24_160)), -Infinity);
});
