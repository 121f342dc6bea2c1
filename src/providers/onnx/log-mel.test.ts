/** The features against those of another implementation, and against what must hold of any. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logMel, MEL_BANDS, MEL_FRAMES, MEL_RATE, MEL_WINDOW } from './log-mel.ts';
import { createMelBands } from './mel-bands.ts';

/** A tone that rises from 0 Hz, by 2 kHz a second, and one of 2.3 kHz. */
const rising = (samples: number): Float32Array =>
  Float32Array.from(
    { length: samples },
    (_, i) => 0.4 * Math.sin((i * i) / 40_000) + 0.1 * Math.sin(i * 0.9),
  );

const at = (features: Float32Array, band: number, frame: number): number =>
  features[band * MEL_FRAMES + frame]!;

test("1.5 s behind silence give the figures that Transformers' WhisperFeatureExtractor gives", () => {
  const features = logMel(rising(24_000));
  assert.equal(features.length, MEL_BANDS * MEL_FRAMES);
  // From transformers 5.23.0: chunk_length=8, do_normalize=True, the zeros in front given with the sound.
  for (const [band, frame, figure] of [
    [0, 0, 0.34518],
    [79, 600, -0.143],
    [50, 649, 0.39167],
    [12, 655, 0.08958],
    [3, 660, 1.64243],
    [20, 700, 0.4816],
    [28, 700, 1.45794],
    [44, 720, -0.08478],
    [45, 760, 0.92681],
    [60, 780, -0.143],
    [30, 799, 0.4618],
    [79, 799, 0.21349],
  ] as const)
    assert.ok(Math.abs(at(features, band, frame) - figure) < 2e-5, `band ${band}, column ${frame}`);
});

test('of more than 8 s only the last count, and how loud they are does not', () => {
  const long = rising(MEL_WINDOW + 4321);
  const last = logMel(long.subarray(4321));
  assert.deepEqual(logMel(long), last);
  const quiet = logMel(long.map((sample) => sample / 50));
  assert.ok(quiet.every((value, i) => Math.abs(value - last[i]!) < 1e-2));
});

test('silence is finite and all alike; a tone stands in its band', () => {
  assert.ok(logMel([]).every((value) => value === -1.5));
  const tone = logMel(
    Float32Array.from({ length: MEL_WINDOW }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / MEL_RATE)),
  );
  const column = Array.from({ length: MEL_BANDS }, (_, band) => at(tone, band, 400));
  const loudest = column.indexOf(Math.max(...column));
  const bands = createMelBands(MEL_BANDS, 201, MEL_RATE);
  const { first, weights } = bands[loudest]!;
  assert.ok(first <= 25 && 25 < first + weights.length, '1 kHz is bin 25 of 40 Hz');
});

test('each band has unit area; they begin at 0 Hz and end at half the rate', () => {
  const bands = createMelBands(MEL_BANDS, 20_001, MEL_RATE);
  for (const { weights } of bands)
    assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) * 0.4 - 1) < 1e-3);
  assert.equal(bands[0]!.first, 0);
  const { first, weights } = bands.at(-1)!;
  assert.ok(first + weights.length >= 20_000);
});
