import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sines, type LineTone } from '#audio';
import { EarlyEar } from './early-ear.ts';

/** `times` of a tone of 425 Hz for `onMs` and as long silence: the busy tone of most countries is 500/500. */
function beeps(times: number, onMs: number): Int16Array {
  const on = sines([425], 0, onMs * 8);
  const pcm = new Int16Array(times * onMs * 16);
  for (let i = 0; i < times; i++) pcm.set(on, i * onMs * 16);
  return pcm;
}

test('a busy tone is told, whatever the length of its packets', () => {
  for (const length of [80, 160, 240, 480]) {
    const heard: LineTone[] = [];
    const ear = new EarlyEar((tone) => heard.push(tone));
    const pcm = beeps(4, 500);
    for (let at = 0; at < pcm.length; at += length) ear.hear(pcm.subarray(at, at + length));
    assert.deepEqual([...new Set(heard)], ['busy'], String(length));
  }
});
