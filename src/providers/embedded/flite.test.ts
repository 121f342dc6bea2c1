import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { silentLogger } from '#kernel';
import { ModelError, type TtsModel, type TtsRequest } from '#models';
import { createFliteTts } from './flite.ts';
import { toFliteText } from './flite-text.ts';
import { activeLevel } from './speech-level.ts';

let tts: TtsModel;
before(async () => {
  tts = await createFliteTts({ logger: silentLogger });
});
after(() => tts.close());

const never = new AbortController().signal;

async function say(request: Partial<TtsRequest>, signal = never): Promise<Int16Array> {
  const whole = { text: 'Good morning.', voice: 'slt', language: 'en', speed: 1, ...request };
  const chunks: Int16Array[] = [];
  for await (const { pcm } of tts.speak(whole, signal)) chunks.push(pcm);
  assert.ok(chunks.length <= 1);
  return chunks[0] ?? new Int16Array(0);
}

const rejected = (fault: ModelError['fault'], message: RegExp) => (thrown: unknown) => {
  assert.ok(thrown instanceof ModelError, String(thrown));
  assert.equal(thrown.fault, fault);
  assert.match(thrown.message, message);
  return true;
};

test('each voice speaks at one level, without clipping, with little silence before', async () => {
  const text = 'I have Tuesday at three, or Thursday morning at ten.';
  const spoken = new Map<string, Int16Array>();
  for (const { id } of tts.capabilities.voices) {
    const pcm = await say({ text, voice: id });
    spoken.set(id, pcm);
    assert.ok(pcm.length > 2 * 8000 && pcm.length < 5 * 8000, `${id}: ${pcm.length / 8000} s`);
    assert.ok(Math.abs(activeLevel(pcm) - -20) < 1, `${id}: ${activeLevel(pcm)} dBFS`);
    assert.ok(pcm.every((sample) => Math.abs(sample) < 32_000));
    const onset = pcm.findIndex((sample) => Math.abs(sample) > 300);
    assert.ok(onset < 8000 * 0.15, `${id}: speech begins after ${onset / 8} ms`);
  }
  assert.deepEqual([...spoken.keys()], ['slt', 'rms', 'awb', 'kal']);
  assert.equal(new Set([...spoken.values()].map((pcm) => pcm.length)).size, 4, 'four different voices');
});

test('speed shortens and lengthens', async () => {
  const [slow, normal, fast] = await Promise.all([0.7, 1, 1.3].map((speed) => say({ speed })));
  assert.ok(Math.abs(slow!.length / normal!.length - 1 / 0.7) < 0.25);
  assert.ok(Math.abs(fast!.length / normal!.length - 1 / 1.3) < 0.15);
});

test('the same text comes from the cache', async () => {
  const first = await say({ text: 'Once more.' });
  assert.equal(await say({ text: 'Once more.' }), first);
  assert.notEqual(await say({ text: 'Once more.', speed: 1.1 }), first);
  assert.notEqual(await say({ text: 'Once more.', voice: 'rms' }), first);
});

test('many ask for one greeting at once: it is made once', async () => {
  const spoken = await Promise.all(Array.from({ length: 20 }, () => say({ text: 'Hello, this is Parley.' })));
  assert.equal(new Set(spoken).size, 1);
});

test('refuses what it cannot speak, saying what it can', async () => {
  await assert.rejects(
    say({ voice: 'nova' }),
    rejected('bad-request', /no voice "nova".*slt, rms, awb, kal/),
  );
  await assert.rejects(say({ language: 'es-MX' }), rejected('bad-request', /English only, not "es-MX"/));
  await assert.rejects(say({ speed: 0 }), rejected('bad-request', /speed is 0.*0\.5 and 2/));
  await assert.rejects(say({ speed: NaN }), rejected('bad-request', /speed is NaN/));
  await assert.rejects(say({ text: 'x'.repeat(2001) }), rejected('bad-request', /2001 characters/));
});

test('texts with nothing to say are silent, odd ones do no harm', async () => {
  for (const text of ['', ' … ', '日本', '🙂']) assert.equal((await say({ text })).length, 0, text);
  for (const text of ['--help', '-o /etc/passwd', '<speak>hi</speak>', '/etc/hosts', 'a\0b', '"; rm'])
    assert.ok((await say({ text })).length > 1000, text);
});

test('an abort takes a text out of the queue', async () => {
  const stop = new AbortController();
  const ahead = say({ text: 'This one is spoken first and to its end.' });
  const behind = say({ text: 'This one waits behind it.' }, stop.signal);
  stop.abort();
  await assert.rejects(behind, rejected('aborted', /aborted/));
  assert.ok((await ahead).length > 8000);
  await assert.rejects(say({ text: 'Never.' }, stop.signal), rejected('aborted', /aborted/));
});

test('plain text of typographic text', () => {
  assert.equal(toFliteText('“Café” – it’s €5 & naïve…'), '"Cafe", it\'s 5 euros and naive...');
  assert.equal(toFliteText('¿?'), '');
  assert.equal(toFliteText('line\n\tbreaks'), 'line breaks');
});

test('a closed model says so', async () => {
  const closed = await createFliteTts({ logger: silentLogger });
  const request = { text: 'Hello.', voice: 'slt', language: 'en', speed: 1 };
  const running = assert.rejects(
    closed.speak(request, never)[Symbol.asyncIterator]().next(),
    rejected('aborted', /closed/),
  );
  await closed.close();
  await running;
  const again = closed.speak({ ...request, text: 'Again.' }, never);
  await assert.rejects(again[Symbol.asyncIterator]().next(), rejected('unavailable', /closed/));
});
