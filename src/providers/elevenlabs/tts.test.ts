import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError, type TtsRequest } from '#models';
import answer from './fixtures/tts-answer.json' with { type: 'json' };
import refused from './fixtures/tts-error.json' with { type: 'json' };
import { elevenLabsTts } from './tts-protocol.ts';

const base = 'wss://api.elevenlabs.io/v1';
const vendor = elevenLabsTts(base, 'key', 'eleven_flash_v2_5');
const request: TtsRequest = {
  text: 'Oh my! No.',
  voice: 'EXAVITQu4vr4xnSDxMaL',
  language: 'es-MX',
  speed: 1.1,
};

function fault(check: () => void): string {
  try {
    check();
  } catch (thrown) {
    assert.ok(thrown instanceof ModelError);
    assert.equal(thrown.fault, 'bad-request');
    return thrown.message;
  }
  return assert.fail('nothing was refused');
}

test('the address names voice, model, format and language; the key goes into a header', () => {
  const url = new URL(vendor.url(request));
  assert.equal(url.origin + url.pathname, `${base}/text-to-speech/${request.voice}/stream-input`);
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    model_id: 'eleven_flash_v2_5',
    output_format: 'pcm_8000',
    auto_mode: 'true',
    sync_alignment: 'true',
    inactivity_timeout: '180',
    language_code: 'es',
  });
  assert.deepEqual(vendor.headers, { 'xi-api-key': 'key' });
  const multilingual = new URL(elevenLabsTts(base, 'key', 'eleven_multilingual_v2').url(request));
  assert.equal(multilingual.searchParams.get('language_code'), null);
});

test('a blank with the settings, the text, an empty text', () => {
  assert.deepEqual(
    vendor.encode(request).map((message) => JSON.parse(message) as unknown),
    [{ text: ' ', voice_settings: { speed: 1.1 } }, { text: 'Oh my! No. ', flush: true }, { text: '' }],
  );
  const tuned = vendor.encode({ ...request, tuning: { stability: 0.2, use_speaker_boost: false } });
  assert.deepEqual(JSON.parse(tuned[0]!), {
    text: ' ',
    voice_settings: { speed: 1.1, stability: 0.2, use_speaker_boost: false },
  });
});

test('audio and the words it completes, their times counted from each piece', () => {
  const decoder = vendor.decoder(request);
  const events = answer.flatMap((message) => decoder.message(message));
  assert.deepEqual(
    events.map((event) => (event.type === 'audio' ? event.pcm.length : event.type)),
    [800, 800, 0, 'finished'],
  );
  assert.deepEqual(
    events.flatMap((event) => (event.type === 'audio' ? (event.words ?? []) : [])),
    [
      { text: 'Oh', start: 0, end: 320 },
      { text: 'my!', start: 480, end: 960 },
      { text: 'No.', start: 1120, end: 1600 },
    ],
  );
});

test('what it tells of a fault, in a message or when it hangs up', () => {
  const [event] = vendor.decoder(request).message(refused);
  assert.ok(event?.type === 'failed');
  assert.equal(event.error.fault, 'quota');
  assert.equal(vendor.hungUp(1008, 'Invalid API key')?.fault, 'auth');
  assert.equal(vendor.hungUp(1000, ''), null);
  assert.equal(vendor.hungUp(1008, 'Have not received a new text input within the timeout'), null);
});

test('an answer of another shape is thrown at', () => {
  const decoder = vendor.decoder(request);
  assert.throws(() => decoder.message([]), TypeError);
  assert.throws(() => decoder.message({ audio: 'no base64!' }), TypeError);
  const alignment = { chars: ['a'], charStartTimesMs: [], charDurationsMs: [1] };
  assert.throws(() => decoder.message({ audio: null, alignment }), TypeError);
});

test('what it cannot speak is refused before it is asked', () => {
  assert.match(
    fault(() => vendor.check({ ...request, speed: 1.3 })),
    /speed is 1.3; elevenlabs takes 0.7 to 1.2/,
  );
  assert.match(
    fault(() => vendor.check({ ...request, language: 'xx' })),
    /does not speak "xx"/,
  );
  assert.match(
    fault(() => vendor.check({ ...request, voice: '../v1' })),
    /no voice/,
  );
  const english = elevenLabsTts(base, 'key', 'eleven_flash_v2');
  assert.match(
    fault(() => english.check(request)),
    /It speaks: en\./,
  );
  vendor.check(request);
});
