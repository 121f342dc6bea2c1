import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realClock, silentLogger } from '#kernel';
import { resample } from '#audio';
import type { TtsRequest } from '#models';
import expected from './fixtures/tts-request.json' with { type: 'json' };
import { openAiTts } from './tts-protocol.ts';
import { createOpenAiTts } from './tts.ts';

const vendor = openAiTts('https://api.openai.com/v1', 'key', 'gpt-4o-mini-tts');
const request: TtsRequest = { text: 'Hello.', voice: 'marin', language: 'en', speed: 1.25 };

test('the request, as documented', () => {
  const { url, headers, body } = vendor.encode(request);
  assert.equal(url, 'https://api.openai.com/v1/audio/speech');
  assert.equal(headers['authorization'], 'Bearer key');
  assert.deepEqual(JSON.parse(body), expected);
  assert.ok(!('speed' in (JSON.parse(vendor.encode({ ...request, speed: 1 }).body) as object)));
});

test('24 kHz in pieces cut anywhere are 8 kHz', () => {
  const pcm = Int16Array.from({ length: 2400 }, (_, n) =>
    Math.round(9000 * Math.sin((2 * Math.PI * 440 * n) / 24_000)),
  );
  const bytes = new Uint8Array(pcm.buffer);
  const decoder = vendor.decoder(request);
  const chunks = [1, 7, 1000, 1001, 4800].map((end, i, ends) =>
    decoder.push(bytes.slice(ends[i - 1] ?? 0, end)),
  );
  const heard = [...chunks.flat(), ...decoder.end()].flatMap(({ pcm }) => [...pcm]);
  assert.deepEqual(heard, [...resample(pcm, 24_000, 8000)]);
});

test('texts that are too long are refused with what would do', () => {
  assert.throws(() => vendor.check({ ...request, text: 'a'.repeat(4097) }), /Split it at sentences/);
  assert.equal(
    openAiTts('x', 'k', 'tts-1').capabilities.voices.some(({ id }) => id === 'marin'),
    false,
  );
});

test('a key that no header can hold, and an address that is none, are refused without being told', () => {
  const options = { clock: realClock, logger: silentLogger };
  assert.throws(
    () => createOpenAiTts({ ...options, apiKey: 'sécret\n' }),
    (thrown: Error) => /printable ASCII/.test(thrown.message) && !/cret/.test(thrown.message),
  );
  assert.throws(() => createOpenAiTts({ ...options, apiKey: 'key', url: 'ftp://x' }), /http or https/);
});
