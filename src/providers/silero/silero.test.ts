/** The contract of the detector against a runtime that only pretends; no real model is proven here. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { AppError } from '#kernel';
import { createDetector, CONTEXT, STATE_CELLS, WINDOW, type Judge, type Judged } from './detector.ts';
import { createSileroFactory } from './silero.ts';

const frame = (level: number) => new Int16Array(160).fill(Math.round(level * 32_767));
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Remembers what it was given; the probability is the first sample of the window. */
function recorder() {
  const inputs: Float32Array[] = [];
  const states: number[] = [];
  const judge: Judge = async (input, state) => {
    inputs.push(input);
    states.push(state[0]!);
    return { probability: input[CONTEXT]!, state: new Float32Array(STATE_CELLS).fill(states.length) };
  };
  return { judge, inputs, states };
}

test('windows of 256 samples, each behind the last 32 of the one before; the memory goes along', async () => {
  const { judge, inputs, states } = recorder();
  const vad = createDetector(judge, () => assert.fail());
  const samples = Int16Array.from({ length: WINDOW * 3 }, (_, index) => index);
  for (let at = 0; at < samples.length; at += 128) {
    vad.isSpeech(samples.subarray(at, at + 128));
    await settled();
  }
  assert.deepEqual(
    inputs.map((input) => [
      input.length,
      Math.round(input[0]! * 32_768),
      Math.round(input[CONTEXT]! * 32_768),
    ]),
    [
      [288, 0, 0],
      [288, 224, 256],
      [288, 480, 512],
    ],
  );
  assert.deepEqual(states, [0, 1, 2]);
});

test('speech begins above 0.5 and ends below 0.35', async () => {
  const { judge } = recorder();
  const vad = createDetector(judge, () => assert.fail());
  const hear = async (level: number) => {
    // Two windows and a bit: the last verdict is about this level.
    for (let frames = 0; frames < 4; frames++) {
      vad.isSpeech(frame(level));
      await settled();
    }
    return vad.isSpeech(new Int16Array(0));
  };
  assert.equal(await hear(0.45), false);
  assert.equal(await hear(0.8), true);
  assert.equal(await hear(0.4), true);
  assert.equal(await hear(0.1), false);
  await hear(0.9);
  vad.close();
  assert.equal(vad.isSpeech(frame(0.9)), false);
});

test('a model that is late loses the oldest windows; one that fails keeps the verdict and is told', async () => {
  let answer: ((judged: Judged) => void) | undefined;
  let asked = 0;
  const slow: Judge = () => {
    asked++;
    return new Promise((resolve) => (answer = resolve));
  };
  const vad = createDetector(slow, () => assert.fail());
  for (let frames = 0; frames < 40; frames++) vad.isSpeech(frame(0.5));
  assert.equal(asked, 1);
  const state = new Float32Array(STATE_CELLS);
  for (let windows = 0; windows < 6; windows++) {
    answer!({ probability: 1, state });
    await settled();
  }
  assert.equal(asked, 4, 'one was under way and three waited');
  const faults: unknown[] = [];
  const broken = createDetector(
    () => Promise.reject(new Error('no')),
    (cause) => faults.push(cause),
  );
  for (let frames = 0; frames < 4; frames++) broken.isSpeech(frame(0.5));
  await settled();
  assert.equal(broken.isSpeech(frame(0.5)), false);
  assert.ok(faults.length > 0);
});

const RUNTIME = `
class Tensor { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } }
const env = { wasm: { numThreads: 4 } };
const InferenceSession = { async create(bytes) {
  if (bytes[0] !== 7) throw new Error('no model');
  return { async run({ input, state, sr }) {
    const right = input.dims.join() === '1,288' && state.dims.join() === '2,1,128' && sr.type === 'int64'
      && sr.data[0] === 8000n && sr.dims.length === 0 && env.wasm.numThreads === 1;
    if (bytes[1] === 1) return { y: { data: new Float32Array(1) } };
    return { output: { data: Float32Array.of(right ? input.data[32] : 0) }, stateN: { data: new Float32Array(256) } };
  } };
} };
export { Tensor, env, InferenceSession };
`;

function setUp(t: TestContext, ...bytes: number[]) {
  const dir = mkdtempSync(join(tmpdir(), 'parley-silero-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'runtime.mjs'), RUNTIME);
  writeFileSync(join(dir, 'model.onnx'), Uint8Array.from(bytes));
  return { model: join(dir, 'model.onnx'), module: pathToFileURL(join(dir, 'runtime.mjs')).href };
}

test('the factory gives the runtime what the model wants', async (t) => {
  const factory = await createSileroFactory(setUp(t, 7, 0));
  const vad = factory.create();
  for (let frames = 0; frames < 4; frames++) {
    vad.isSpeech(frame(0.8));
    await settled();
  }
  assert.equal(vad.isSpeech(frame(0.8)), true);
});

const refused = (code: string, words: RegExp) => (error: AppError) => {
  assert.equal(error.code, code);
  assert.match(error.message, words);
  return true;
};

test('no package, no file, no model and another model are told with the setting', async (t) => {
  const { model, module } = setUp(t, 7, 1);
  const missing = createSileroFactory({ model });
  await assert.rejects(missing, refused('optional-dependency-missing', /npm install onnxruntime-web/));
  const another = createSileroFactory({ model, module });
  await assert.rejects(another, refused('local-model-unusable', /PARLEY_SILERO_MODEL.*output, stateN/));
  const gone = createSileroFactory({ model: `${model}.gone`, module });
  await assert.rejects(gone, refused('local-model-unusable', /ENOENT/));
  const broken = createSileroFactory(setUp(t, 1));
  await assert.rejects(broken, refused('local-model-unusable', /no model/));
});
