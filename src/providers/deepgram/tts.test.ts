import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError, type TtsRequest } from '#models';
import answer from './fixtures/tts-answer.json' with { type: 'json' };
import warning from './fixtures/tts-warning.json' with { type: 'json' };
import { deepgramTts } from './tts-protocol.ts';

const vendor = deepgramTts('wss://api.deepgram.com/v1', 'key', 'aura-2');
const request: TtsRequest = { text: 'Hello.', voice: 'aura-2-thalia-en', language: 'en-GB', speed: 1 };

test('the address names voice, encoding and rate, and the speed if it is another', () => {
  assert.equal(
    vendor.url(request),
    'wss://api.deepgram.com/v1/speak?model=aura-2-thalia-en&encoding=linear16&sample_rate=8000',
  );
  assert.match(vendor.url({ ...request, speed: 1.2 }), /&speed=1\.2$/);
  assert.deepEqual(vendor.headers, { authorization: 'Token key' });
});

test('a long text goes in parts that the vendor takes, and is flushed once', () => {
  const words = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
  const messages = vendor
    .encode({ ...request, text: words })
    .map((message) => JSON.parse(message) as { type: string; text?: string });
  assert.equal(messages.at(-1)!.type, 'Flush');
  const parts = messages.slice(0, -1).map(({ text }) => text!);
  assert.ok(parts.length > 1 && parts.every((part) => part.length <= 2000));
  assert.equal(parts.join(' '), words);
});

test('binary audio, cut within a sample, and the confirmations', () => {
  const decoder = vendor.decoder(request);
  assert.deepEqual(
    answer.flatMap((message) => decoder.message(message)),
    [{ type: 'finished' }, { type: 'cancelled' }],
  );
  assert.deepEqual(decoder.bytes!(Uint8Array.of(1, 0, 2)), [{ type: 'audio', pcm: Int16Array.of(1) }]);
  assert.deepEqual(decoder.bytes!(Uint8Array.of(1)), [{ type: 'audio', pcm: Int16Array.of(258) }]);
});

test('too many flushes are a limit on the rate; hanging up has its codes', () => {
  const [event] = vendor.decoder(request).message(warning);
  assert.ok(event?.type === 'failed');
  assert.equal(event.error.fault, 'rate-limit');
  assert.equal(vendor.hungUp(1008, 'DATA-0000')?.fault, 'bad-request');
  assert.equal(vendor.hungUp(1011, 'NET-0001')?.fault, 'unavailable');
  assert.equal(vendor.hungUp(1006, ''), null);
});

test('voices of another language or model, and a speed where there is none, are refused', () => {
  const cases: readonly (readonly [Partial<TtsRequest>, RegExp])[] = [
    [{ language: 'es' }, /not one of aura-2 for es/],
    [{ voice: 'aura-thalia-en' }, /not one of aura-2 for en/],
    [{ voice: 'aura-2-viktoria-de', language: 'de', speed: 0.9 }, /English and Spanish only/],
    [{ speed: 1.6 }, /takes 0.7 to 1.5/],
    [{ language: 'pl' }, /does not speak "pl"/],
  ];
  for (const [change, message] of cases)
    assert.throws(
      () => vendor.check({ ...request, ...change }),
      (thrown: unknown) =>
        thrown instanceof ModelError && thrown.fault === 'bad-request' && message.test(thrown.message),
    );
  const first = deepgramTts('wss://x/v1', 'key', 'aura');
  assert.throws(() => first.check(request), /not one of aura for en/);
  first.check({ ...request, voice: 'aura-asteria-en' });
});
