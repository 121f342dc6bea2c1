import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TtsRequest } from '#models';
import answer from './fixtures/tts-answer.json' with { type: 'json' };
import refused from './fixtures/tts-error.json' with { type: 'json' };
import expected from './fixtures/tts-request.json' with { type: 'json' };
import { cartesiaTts } from './tts-protocol.ts';

const vendor = cartesiaTts('wss://api.cartesia.ai', 'key', 'sonic-3');
const request: TtsRequest = {
  text: 'Hello, world!',
  voice: 'f786b574-daa5-4673-aa0c-cbe3e8534c02',
  language: 'es-MX',
  speed: 1.1,
};

test('the address names the version, the key goes into a header', () => {
  assert.equal(vendor.url, 'wss://api.cartesia.ai/tts/websocket?cartesia_version=2026-03-01');
  assert.equal(vendor.headers['x-api-key'], 'key');
});

test('a generation and its cancel, as documented', () => {
  assert.deepEqual(JSON.parse(vendor.encode('utterance-1', request)), expected);
  const plain = JSON.parse(vendor.encode('utterance-1', { ...request, speed: 1 })) as object;
  assert.ok(!('generation_config' in plain));
  assert.deepEqual(JSON.parse(vendor.cancel('utterance-1')), { context_id: 'utterance-1', cancel: true });
});

test('audio with the times that came before it; times at the end come alone', () => {
  const decoder = vendor.decoder(request);
  assert.deepEqual(
    answer.flatMap((message) => decoder.message(message)),
    [
      {
        type: 'audio',
        pcm: Int16Array.of(1, 2, 3),
        words: [
          { text: 'Hello', start: 0, end: 3200 },
          { text: 'world', start: 4000, end: 7200 },
        ],
      },
      { type: 'audio', pcm: Int16Array.of(4, 5) },
      { type: 'audio', pcm: new Int16Array(0), words: [{ text: 'again', start: 7600, end: 9600 }] },
      { type: 'finished' },
    ],
  );
  assert.equal(vendor.contextOf(answer[0]), 'utterance-1');
  assert.equal(vendor.contextOf({ type: 'error' }), null);
});

test('an error by its status, with the id for their support', () => {
  const [event] = vendor.decoder(request).message(refused);
  assert.ok(event?.type === 'failed');
  assert.equal(event.error.fault, 'rate-limit');
  assert.equal(event.error.httpStatus, 429);
  assert.equal(event.error.requestId, refused.request_id);
});

test('times of another shape are thrown at', () => {
  const message = { type: 'timestamps', word_timestamps: { words: ['a', 'b'], start: [0], end: [1, 2] } };
  assert.throws(() => vendor.decoder(request).message(message), TypeError);
});

test('models whose speed is fixed refuse another one', () => {
  vendor.check(request);
  for (const model of ['sonic-2', 'sonic-turbo', 'sonic-3.5']) {
    const fixed = cartesiaTts('wss://api.cartesia.ai', 'key', model);
    assert.throws(() => fixed.check(request), /does not change the speed/);
    fixed.check({ ...request, speed: 1 });
  }
  assert.throws(() => cartesiaTts('wss://x', 'key', 'sonic-2').check({ ...request, language: 'ro' }), /ro/);
});
