import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { activeLevel, normaliseLevel, trimSilence } from './speech-level.ts';

const sine = (hz: number, rate: number, seconds: number, amplitude: number): Int16Array =>
  Int16Array.from({ length: rate * seconds }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hz * i) / rate)),
  );

test('measures the level of the active part only', () => {
  const tone = sine(500, 8000, 1, 3277 * Math.SQRT2);
  const padded = new Int16Array(24_000);
  padded.set(tone, 8000);
  assert.ok(Math.abs(activeLevel(padded) - -20) < 0.1);
  assert.equal(activeLevel(new Int16Array(800)), -Infinity);
  assert.equal(activeLevel(new Int16Array(0)), -Infinity);
});

test('brings soft and loud speech to -20 dBFS', () => {
  const speech = readClip('hold_on_slt');
  for (const gain of [0.05, 0.3, 1.5]) {
    const level = activeLevel(normaliseLevel(speech.map((sample) => Math.round(sample * gain))));
    assert.ok(Math.abs(level - -20) < 0.2, `${gain}: ${level}`);
  }
});

test('never clips, whatever comes in', () => {
  fc.assert(
    fc.property(fc.int16Array({ minLength: 1, maxLength: 2000 }), (pcm) => {
      const peak = normaliseLevel(pcm).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      assert.ok(peak <= 29_205 || activeLevel(pcm) === -Infinity, `peak ${peak}`);
    }),
  );
});

test('cuts silence to 40 ms before and 150 ms after', () => {
  const padded = new Int16Array(32_000).map((_, i) => (i % 2 ? 3 : -3));
  padded.set(sine(500, 8000, 1, 8000), 8000);
  assert.equal(trimSilence(padded).length, 8000 + 320 + 1200);
  assert.equal(trimSilence(new Int16Array(8000)).length, 0);
  assert.equal(trimSilence(sine(500, 8000, 1, 8000)).length, 8000);
});
