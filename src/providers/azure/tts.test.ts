import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realClock, silentLogger } from '#kernel';
import type { TtsRequest } from '#models';
import expected from './fixtures/tts-request.json' with { type: 'json' };
import { azureTts } from './tts-protocol.ts';
import { createAzureTts } from './tts.ts';

const vendor = azureTts('https://westeurope.tts.speech.microsoft.com', 'key');
const request: TtsRequest = {
  text: '¿Tom & <Jerry> "aquí"?',
  voice: 'en-US-AvaMultilingualNeural',
  language: 'es-MX',
  speed: 0.9,
};

test('the request: markup that no text can break, another language named, the speed as a rate', () => {
  const { url, headers, body } = vendor.encode(request);
  assert.equal(url, 'https://westeurope.tts.speech.microsoft.com/cognitiveservices/v1');
  assert.deepEqual(headers, {
    'ocp-apim-subscription-key': 'key',
    'content-type': 'application/ssml+xml',
    'x-microsoft-outputformat': 'raw-8khz-16bit-mono-pcm',
  });
  assert.equal(body, expected.ssml);
  const plain = vendor.encode({ ...request, text: 'Hi\u0000.', language: 'en', speed: 1 }).body;
  assert.match(plain, /<voice name="en-US-AvaMultilingualNeural">Hi \.<\/voice>/);
});

test('voices of one language refuse another', () => {
  vendor.check(request);
  assert.throws(() => vendor.check({ ...request, voice: 'en-US-JennyNeural' }), /does not speak "es-MX"/);
  assert.throws(() => vendor.check({ ...request, voice: 'Jenny' }), /Name it in full/);
  assert.throws(() => vendor.check({ ...request, speed: 2.1 }), /takes 0.5 to 2/);
});

test('the region comes with the address, in any of the spellings of the portal; a model is refused', () => {
  const options = { apiKey: 'key', clock: realClock, logger: silentLogger };
  assert.throws(() => createAzureTts(options), /Give its address as url/);
  for (const url of [
    'https://westeurope.api.cognitive.microsoft.com/',
    'https://westeurope.stt.speech.microsoft.com',
  ])
    assert.equal(createAzureTts({ ...options, url }).provider, 'azure');
  const url = 'https://westeurope.tts.speech.microsoft.com';
  assert.throws(() => createAzureTts({ ...options, url, model: 'tts-1' }), /Leave the model/);
});
