import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUnit, seededRandom } from '#kernel';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { aroundSound, gaussianNoise, prepareUtterance } from './utterance.ts';

const random = seededRandom(7);
const noise = gaussianNoise(16_001, () => randomUnit(random));
const level = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

const words = (samples: Float32Array): number => level(samples.subarray(2400, 24_000));

test('digital silence becomes a noise floor of -55 dBFS, with no active frame', () => {
  const { samples, active } = prepareUtterance(new Int16Array(16_000), noise);
  assert.ok(Math.abs(level(samples) - -55) < 0.2, `${level(samples)}`);
  assert.ok(!active.includes(true));
});

test('loud and soft callers come out alike, by 24 dB at most', () => {
  const clip = readClip('hold_on_slt');
  const normal = words(prepareUtterance(clip, noise).samples);
  for (const gain of [0.1, 0.3, 2])
    assert.ok(
      Math.abs(
        words(
          prepareUtterance(
            clip.map((sample) => sample * gain),
            noise,
          ).samples,
        ) - normal,
      ) < 1,
      `${gain}`,
    );
  assert.ok(
    words(
      prepareUtterance(
        clip.map((sample) => sample * 0.003),
        noise,
      ).samples,
    ) <
      normal - 15,
  );
});

test('speech is active where it is, steady noise and tones nowhere', () => {
  const { active } = prepareUtterance(readClip('hold_on_slt'), noise);
  const share = (from: number, to: number): number =>
    active.slice(from * 100, to * 100).filter(Boolean).length / ((to - from) * 100);
  assert.equal(share(0, 0.28), 0);
  assert.ok(share(0.3, 3.07) > 0.6, `${share(0.3, 3.07)}`);
  assert.equal(share(3.2, 3.7), 0);
  assert.ok(!prepareUtterance(readClip('linenoise_m50'), noise).active.includes(true));
  // Two tones beat: their frames of 10 ms differ by 7 dB.
  assert.ok(!prepareUtterance(readClip('ringback_us'), noise).active.includes(true));
  const tone = Int16Array.from({ length: 8000 }, (_, i) => 8000 * Math.sin(i / 3));
  assert.ok(!prepareUtterance(tone, noise).active.includes(true));
});

test('long pauses before and after the sound are cut to 250 ms, flags and samples alike', () => {
  const clip = readClip('hold_on_slt');
  const padded = new Int16Array(clip.length + 5 * 8000);
  padded.set(clip, 3 * 8000);
  const whole = prepareUtterance(padded, noise);
  const { samples, active } = aroundSound(whole);
  assert.deepEqual([active.indexOf(true), active.lastIndexOf(true)], [25, active.length - 26]);
  assert.equal(samples.length, active.length * 80);
  const from = (whole.active.indexOf(true) - 25) * 80;
  assert.deepEqual(samples, whole.samples.slice(from, from + samples.length));
  assert.equal(active.filter(Boolean).length, whole.active.filter(Boolean).length);
});

test('nothing is left of steady noise, and short pauses are kept as they are', () => {
  assert.deepEqual(aroundSound(prepareUtterance(readClip('linenoise_m50'), noise)).active, []);
  const { samples, active } = prepareUtterance(readClip('hold_on_slt').subarray(8 * 300, 8 * 3000), noise);
  const cut = aroundSound({ samples, active });
  assert.ok(cut.active.length > active.length - 20 && cut.samples.length <= samples.length);
});

test('an empty utterance is no trouble', () => {
  assert.deepEqual(prepareUtterance(new Int16Array(0), noise).active, []);
});
