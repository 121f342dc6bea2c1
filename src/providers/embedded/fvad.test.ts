import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Vad } from '#models';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { createFvadFactory } from './fvad.ts';

const factory = await createFvadFactory();

/** The verdict of each whole 20 ms frame. */
function verdicts(vad: Vad, pcm: Int16Array): boolean[] {
  return Array.from({ length: Math.floor(pcm.length / 160) }, (_, i) =>
    vad.isSpeech(pcm.subarray(i * 160, i * 160 + 160)),
  );
}

/** The share of frames between two moments (s) called speech. */
function share(frames: boolean[], from = 0, to = Infinity): number {
  const part = frames.slice(from * 50, to * 50);
  return part.filter(Boolean).length / part.length;
}

test('finds speech, and little of it outside of speech', () => {
  for (const [clip, from, to] of [
    ['hold_on_slt', 0.3, 3.07],
    ['who_is_this_slt', 0.3, 1.6],
    ['callback_slt', 0.3, 2.54],
  ] as const) {
    const vad = factory.create();
    const frames = verdicts(vad, readClip(clip));
    assert.ok(share(frames, from, to) > 0.75, `${clip}: ${share(frames, from, to)} of the speech`);
    assert.ok(share(frames, 0, from) === 0, `${clip}: speech before it began`);
    assert.ok(share(frames, to + 0.3) === 0, `${clip}: speech 300 ms after its end`);
    vad.close();
  }
});

test('line noise and digital silence are no speech', () => {
  const vad = factory.create();
  assert.ok(share(verdicts(vad, readClip('linenoise_m50'))) < 0.03);
  assert.equal(share(verdicts(vad, new Int16Array(8000))), 0);
  vad.close();
});

test('detectors of one instance do not disturb each other', () => {
  const [speech, noise] = [readClip('hold_on_slt'), readClip('linenoise_m50')];
  const alone = factory.create();
  const expected = verdicts(alone, speech);
  const [one, other] = [factory.create(), factory.create()];
  const mixed = expected.map((_, i) => {
    other.isSpeech(noise.subarray(i * 160, i * 160 + 160));
    return one.isSpeech(speech.subarray(i * 160, i * 160 + 160));
  });
  assert.deepEqual(mixed, expected);
  for (const vad of [alone, one, other]) vad.close();
});

test('thousands of detectors opened and closed leave the heap as it was', () => {
  for (let i = 0; i < 20_000; i++) factory.create().close();
  const vad = factory.create();
  assert.ok(share(verdicts(vad, readClip('hold_on_slt')), 0.3, 3.07) > 0.8);
  vad.close();
  vad.close();
  assert.equal(vad.isSpeech(new Int16Array(160)), false, 'a closed detector hears nothing');
});

test('refuses a frame of another length', () => {
  const vad = factory.create();
  assert.throws(() => vad.isSpeech(new Int16Array(80)), /160 samples at a time, not 80/);
  vad.close();
});

test('works inside a worker thread and leaves its handlers alone', async () => {
  const source = `
    import { parentPort } from 'node:worker_threads';
    const { createFvadFactory } = await import(${JSON.stringify(new URL('./fvad.ts', import.meta.url).href)});
    const vad = (await createFvadFactory()).create();
    parentPort.postMessage([vad.isSpeech(new Int16Array(160)), process.listenerCount('uncaughtException')]);`;
  const worker = new Worker(new URL('data:text/javascript,' + encodeURIComponent(source)));
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  assert.deepEqual(answer, [false, 0]);
  await worker.terminate();
});
