import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TtsRequest } from '#models';
import answer from './fixtures/tts-answer.json' with { type: 'json' };
import expected from './fixtures/tts-request.json' with { type: 'json' };
import { googleTts } from './tts-protocol.ts';

const base = 'https://texttospeech.googleapis.com';
const vendor = googleTts(base, 'key', undefined);
const request: TtsRequest = { text: 'Tom & <Jerry>', voice: 'en-US-Neural2-F', language: 'en', speed: 0.9 };

test('the request with a mark before each word, as documented', () => {
  const { url, headers, body } = vendor.encode(request);
  assert.equal(url, `${base}/v1beta1/text:synthesize`);
  assert.equal(headers['x-goog-api-key'], 'key');
  assert.deepEqual(JSON.parse(body), expected);
});

test('voices without marks get the text as it is; Gemini voices their model', () => {
  const chirp = JSON.parse(
    vendor.encode({ ...request, voice: 'en-US-Chirp3-HD-Kore' }).body,
  ) as typeof expected;
  assert.deepEqual(chirp.input, { text: 'Tom & <Jerry>' });
  assert.ok(!('enableTimePointing' in chirp));
  const gemini = googleTts(base, 'key', 'gemini-2.5-flash-tts');
  const { voice } = JSON.parse(gemini.encode({ ...request, voice: 'Kore', language: 'es' }).body) as {
    voice: unknown;
  };
  assert.deepEqual(voice, { languageCode: 'es-ES', name: 'Kore', modelName: 'gemini-2.5-flash-tts' });
});

test('the audio without its header, and each word until the next mark', () => {
  const decoder = vendor.decoder(request);
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  assert.deepEqual([...decoder.push(bytes.slice(0, 50)), ...decoder.push(bytes.slice(50))], []);
  assert.deepEqual(decoder.end(), [
    {
      pcm: Int16Array.of(1, 2, 3, 4, 5, 6),
      words: [
        { text: 'Tom', start: 0, end: 2 },
        { text: '&', start: 2, end: 4 },
        { text: '<Jerry>', start: 4, end: 6 },
      ],
    },
  ]);
});

test('what it cannot speak is refused before it is asked', () => {
  const cases: readonly (readonly [Partial<TtsRequest>, RegExp])[] = [
    [{ language: 'fr' }, /does not speak "fr"/],
    [{ voice: 'Kore' }, /without a model/],
    [{ text: 'word '.repeat(1000) }, /bytes with its marks/],
    [{ speed: 2.5 }, /takes 0.25 to 2/],
  ];
  for (const [change, message] of cases)
    assert.throws(() => vendor.check({ ...request, ...change }), message);
  vendor.check({ ...request, voice: 'cmn-CN-Wavenet-A', language: 'zh-CN' });
});

test('an answer that is none is thrown at', () => {
  for (const body of ['{"audioContent": "UklGRg==', '{}', '{"audioContent":"AAAA"}']) {
    const decoder = vendor.decoder(request);
    decoder.push(new TextEncoder().encode(body));
    assert.throws(() => decoder.end());
  }
});
