/** The contract of the turn model against a runtime that only pretends; no real model is proven here. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { resample } from '#audio';
import { realClock, silentLogger, type AppError, type Logger } from '#kernel';
import type { ModelError } from '#models';
import { logMel } from './log-mel.ts';
import { createOnnxTurnDetector } from './turn-detector.ts';

/**
 * Its model's file: 7; ten times what it gives on sound (99: the thread ends; 200 and more: on silence too); how many
 * inputs; how many values. Writes down what it is given.
 */
const RUNTIME = `
import { appendFileSync, writeFileSync } from 'node:fs';
class Tensor { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } }
const env = { wasm: { numThreads: 4 } };
const said = (name) => new URL(name, import.meta.url);
const InferenceSession = { async create(bytes, { executionProviders }) {
  if (bytes[0] !== 7) throw new Error('no model');
  let running = 0;
  return { inputNames: ['features', 'state'].slice(0, bytes[2] ?? 1), outputNames: ['said', 'other'], async run(feeds) {
    const { type, data, dims } = feeds.features;
    appendFileSync(said('runs'), JSON.stringify([type, dims, executionProviders, env.wasm.numThreads, running++]) + '\\n');
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    writeFileSync(said('features'), data);
    const silence = data.every((value) => value === data[0]);
    if (!silence && bytes[1] === 99) process.exit(3);
    const value = silence && bytes[1] < 200 ? 0 : bytes[1] / 10;
    return { other: { data: Float32Array.of(0.9) }, said: { data: new Float32Array(bytes[3] ?? 1).fill(value) } };
  } };
} };
export default { Tensor, env, InferenceSession };
`;

function setUp(t: TestContext, ...bytes: number[]) {
  const dir = mkdtempSync(join(tmpdir(), 'parley-turn-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'runtime.mjs'), RUNTIME);
  writeFileSync(join(dir, 'turn.onnx'), Uint8Array.from(bytes));
  const module = pathToFileURL(join(dir, 'runtime.mjs')).href;
  return { dir, options: { model: join(dir, 'turn.onnx'), module, clock: realClock, logger: silentLogger } };
}

async function open(t: TestContext, ...bytes: number[]) {
  const { dir, options } = setUp(t, ...bytes);
  const warnings: string[] = [];
  const logger: Logger = { ...silentLogger, warn: (event) => void warnings.push(event) };
  const detector = await createOnnxTurnDetector({ ...options, logger });
  t.after(() => detector.close());
  const given = () => new Float32Array(new Uint8Array(readFileSync(join(dir, 'features'))).buffer);
  const runs = (): unknown[] =>
    readFileSync(join(dir, 'runs'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { detector, given, runs, warnings };
}

const { signal } = new AbortController();
const sound = (samples: number) =>
  Int16Array.from({ length: samples }, (_, i) => 9000 * Math.sin(i / 3) * Math.sin(i / 900));
const fault = (wanted: string) => (error: ModelError) => error.fault === wanted;

test('a short turn reaches the model as 80 by 800 features, silence in front; the first output is the verdict', async (t) => {
  const { detector, given, runs } = await open(t, 7, 8);
  const turn = sound(12_000);
  const probability = await detector.judge(turn, 'yes', signal);
  assert.ok(Math.abs(probability - 0.8) < 1e-6);
  assert.equal(turn.length, 12_000, 'the turn is still its owner’s');
  assert.deepEqual(given(), logMel(resample(turn, 8000, 16_000)));
  // 1.5 s of sound: the first 6.48 s of the window are alike, what follows is not.
  const row = given().subarray(20 * 800, 21 * 800);
  assert.ok(row.subarray(0, 648).every((value) => value === row[0]));
  assert.ok(row.subarray(655).some((value) => value !== row[0]));
  assert.deepEqual(runs()[1], ['float32', [1, 80, 800], ['wasm'], 1, 0]);
  assert.deepEqual([detector.provider, detector.modelId], ['onnx', 'turn.onnx']);
});

test('of a long turn, and of a piece of a larger buffer, only the last 8 s reach it', async (t) => {
  const { detector, given } = await open(t, 7, 10);
  const heard = sound(90_000);
  assert.equal(await detector.judge(heard.subarray(1000, 81_000), '', signal), 1);
  assert.deepEqual(given(), logMel(resample(heard.subarray(17_000, 81_000), 8000, 16_000)));
  assert.equal(heard.length, 90_000);
});

test('one judgement after another; what waits can be called off', async (t) => {
  const { detector, runs } = await open(t, 7, 3);
  const controller = new AbortController();
  const first = detector.judge(sound(800), '', signal);
  const second = detector.judge(sound(1600), '', controller.signal);
  const third = detector.judge(sound(2400), '', signal);
  controller.abort();
  await assert.rejects(second, fault('aborted'));
  assert.deepEqual(
    (await Promise.all([first, third])).map((value) => Math.round(value * 10)),
    [3, 3],
  );
  assert.equal(runs().length, 3, 'the one at the start and two');
  assert.ok(runs().every((run) => (run as unknown[])[4] === 0));
});

test('what is no probability is told; a thread that dies fails its turn and is replaced', async (t) => {
  const logit = await open(t, 7, 50);
  await assert.rejects(logit.detector.judge(sound(800), '', signal), (error: ModelError) => {
    assert.equal(error.fault, 'protocol');
    return /gave 5,/.test(error.message);
  });
  await assert.rejects(logit.detector.judge(sound(800), '', signal), fault('protocol'));
  await assert.rejects(logit.detector.judge(sound(800), '', AbortSignal.abort()), fault('aborted'));
  assert.deepEqual(logit.warnings, ['turn-model-failed'], 'once');
  const dying = await open(t, 7, 99);
  await assert.rejects(dying.detector.judge(sound(800), '', signal), fault('internal'));
  assert.equal(await dying.detector.judge(new Int16Array(800), '', signal), 0);
});

test('no package, no file, no model and another model are told with the setting and the file', async (t) => {
  const { module: _module, ...bare } = setUp(t, 7, 5).options;
  await assert.rejects(createOnnxTurnDetector(bare), (error: AppError) => {
    assert.equal(error.code, 'optional-dependency-missing');
    return /PARLEY_TURN_MODEL.*npm install onnxruntime-web/.test(error.message);
  });
  const refused = async (options: typeof bare, words: RegExp) =>
    assert.rejects(createOnnxTurnDetector(options), (error: AppError) => {
      assert.equal(error.code, 'local-model-unusable');
      assert.match(error.message, /^PARLEY_TURN_MODEL: .*turn\.onnx/);
      assert.match(error.message, words);
      return true;
    });
  const { options } = setUp(t, 7, 5);
  await refused({ ...options, model: `${options.model}.gone` }, /ENOENT/);
  await refused(setUp(t, 1).options, /no model.*\[1, 80, 800\]/);
  await refused(setUp(t, 7, 5, 2).options, /takes features, state/);
  await refused(setUp(t, 7, 5, 1, 2).options, /gave 2 values/);
  await refused(setUp(t, 7, 210).options, /gave 21/);
});

test('after its close nothing is judged', async (t) => {
  const { detector } = await open(t, 7, 5);
  const under = assert.rejects(detector.judge(sound(800), '', signal), fault('aborted'));
  await detector.close();
  await under;
  await assert.rejects(detector.judge(sound(800), '', signal), fault('unavailable'));
});
