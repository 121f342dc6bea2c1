/** The contract of local models against a binding that only pretends; no real model is proven here. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { realClock, silentLogger, type AppError } from '#kernel';
import type { ModelError, SttStreamEvent } from '#models';
import { createSherpaStt } from './stt.ts';
import { createSherpaTts } from './tts.ts';

/** Understands a loudness as a word; says a sample a character, 16 kHz; dies when told to. */
const FAKE = `
class OnlineRecognizer {
  constructor(config) { if (!config.modelConfig.transducer.encoder) throw new Error('no encoder'); }
  createStream() { return { heard: [], ready: 0, acceptWaveform(wave) {
    if (wave.sampleRate !== 8000) throw new Error('rate');
    if (wave.samples[0] > 0.9) process.exit(3);
    for (const sample of wave.samples) if (sample !== 0) { this.heard.push(sample > 0.4 ? 'YES' : 'NO'); break; }
    this.ready = 1;
  } }; }
  isReady(stream) { return stream.ready-- > 0; }
  decode() {}
  getResult(stream) { return { text: stream.heard.join(' ') }; }
  reset(stream) { stream.heard = []; }
}
class OfflineTts {
  numSpeakers = 2;
  generate({ text, sid, speed }) {
    if (text === 'die') process.exit(4);
    return { samples: new Float32Array(Math.round((text.length * 1600) / speed)).fill(sid === 0 ? 0.25 : 0.5), sampleRate: 16000 };
  }
}
module.exports = { OnlineRecognizer, OfflineTts };
`;

function setUp(t: TestContext, files: readonly string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'parley-sherpa-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const name of files) writeFileSync(join(dir, name), '');
  const binding = join(dir, 'binding.cjs');
  writeFileSync(binding, FAKE);
  return {
    dir,
    languages: ['es'],
    clock: realClock,
    logger: silentLogger,
    module: pathToFileURL(binding).href,
  };
}
const STT_FILES = ['encoder-99.int8.onnx', 'decoder-99.onnx', 'joiner-99.int8.onnx', 'tokens.txt'];
const TTS_FILES = ['es.onnx', 'tokens.txt'];
const loud = (level: number) => new Int16Array(160).fill(level * 32_767);
const { signal } = new AbortController();
const request = { language: 'es', grammar: null };

async function spoken(parts: AsyncIterable<{ pcm: Int16Array }>): Promise<Int16Array> {
  const all: number[] = [];
  for await (const { pcm } of parts) all.push(...pcm);
  return Int16Array.from(all);
}

test('a missing package and a missing file are told with what mends them', async (t) => {
  const options = setUp(t, ['tokens.txt']);
  const { module: _module, ...bare } = options;
  await assert.rejects(createSherpaStt(bare), (error: AppError) => {
    assert.equal(error.code, 'optional-dependency-missing');
    return /PARLEY_SHERPA_STT_DIR.*npm install sherpa-onnx-node/.test(error.message);
  });
  await assert.rejects(createSherpaStt(options), (error: AppError) => {
    assert.equal(error.code, 'local-model-unusable');
    return error.message.includes('encoder*.onnx');
  });
  await assert.rejects(
    createSherpaTts({ ...options, dir: join(options.dir, 'gone') }),
    /PARLEY_SHERPA_TTS_DIR/,
  );
});

test('it hears: partials while words come, a final at the end, streams apart from each other', async (t) => {
  const stt = await createSherpaStt(setUp(t, STT_FILES));
  t.after(() => stt.close());
  const told: Record<string, SttStreamEvent[]> = { one: [], two: [] };
  const settled = Promise.withResolvers<void>();
  const one = stt.open!(request, (event) => {
    told['one']!.push(event);
    if (event.type === 'settled') settled.resolve();
  });
  const two = stt.open!(request, (event) => told['two']!.push(event));
  one.write(loud(0.5));
  two.write(loud(0.1));
  one.write(loud(0.1));
  one.finalize();
  await settled.promise;
  assert.deepEqual(told['one'], [
    { type: 'partial', text: 'yes' },
    { type: 'partial', text: 'yes no' },
    { type: 'final', text: 'yes no', confidence: 1 },
    { type: 'settled' },
  ]);
  assert.deepEqual(told['two'], [{ type: 'partial', text: 'no' }]);
  const grammar = { phrases: [{ text: 'yes', value: 'y' }] };
  const whole = await stt.recognize(loud(0.5), { ...request, grammar }, signal);
  assert.deepEqual(whole, { text: 'yes', value: 'y', confidence: 1, accepted: true });
});

test('a thread that dies fails what it was hearing as unavailable, and the next stream has a new one', async (t) => {
  const stt = await createSherpaStt(setUp(t, STT_FILES));
  t.after(() => stt.close());
  await assert.rejects(
    stt.recognize(loud(1), request, signal),
    (error: ModelError) => error.fault === 'unavailable',
  );
  assert.equal((await stt.recognize(loud(0.5), request, signal)).text, 'yes');
});

test('it speaks at 8 kHz, by speakers and speed; a thread that dies is replaced', async (t) => {
  const tts = await createSherpaTts(setUp(t, TTS_FILES));
  t.after(() => tts.close());
  assert.equal(tts.modelId, 'vits');
  const say = (text: string, voice = 'speaker-0', speed = 1) =>
    spoken(tts.speak({ text, voice, speed, language: 'es' }, signal));
  const plain = await say('hola');
  assert.equal(plain.length, 3200);
  assert.ok(Math.abs(plain[1600]! - 8192) < 200);
  assert.equal((await say('hola', 'speaker-0', 1.25)).length, 2560);
  assert.ok((await say('hola', 'speaker-1'))[1600]! > 15_000);
  await assert.rejects(say('die'), (error: ModelError) => error.fault === 'unavailable');
  assert.equal((await say('hola')).length, 3200);
  await assert.rejects(say('hola', 'anna'), (error: ModelError) => error.fault === 'bad-request');
});

test('after its close nothing is heard or spoken, and no thread is left', async (t) => {
  const options = setUp(t, [...STT_FILES, ...TTS_FILES]);
  const [stt, tts] = [await createSherpaStt(options), await createSherpaTts(options)];
  await stt.recognize(loud(0.5), request, signal);
  await Promise.all([stt.close(), tts.close()]);
  await assert.rejects(
    stt.recognize(loud(0.5), request, signal),
    (error: ModelError) => error.fault === 'unavailable',
  );
  await assert.rejects(
    spoken(tts.speak({ text: 'x', voice: 'speaker-0', speed: 1, language: 'es' }, signal)),
  );
});
