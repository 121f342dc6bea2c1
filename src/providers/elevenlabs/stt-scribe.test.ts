import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scribeQuery, ScribeTranslator } from './stt-scribe.ts';

const fixture = new URL('./fixtures/stt-scribe.json', import.meta.url);
const { messages } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  messages: { says: object; means: object[] }[];
};

test('each documented message means what it says', () => {
  const translator = new ScribeTranslator();
  for (const { says, means } of messages)
    assert.deepEqual(translator.decode(JSON.stringify(says)), means, JSON.stringify(says));
});

const read = (actions: readonly object[]): unknown => JSON.parse((actions[0] as { message: string }).message);

test('audio is a chunk in base64, finalize an empty one with a commit', () => {
  const translator = new ScribeTranslator();
  const plain = { message_type: 'input_audio_chunk', sample_rate: 8000 };
  assert.deepEqual(read(translator.audio(Int16Array.of(1))), {
    ...plain,
    audio_base_64: 'AQA=',
    commit: false,
  });
  assert.deepEqual(read(translator.finalize()), { ...plain, audio_base_64: '', commit: true });
});

test('every kind of error has its fault, unknown kinds too', () => {
  const cases = {
    auth_error: 'auth',
    quota_exceeded: 'quota',
    rate_limited: 'rate-limit',
    resource_exhausted: 'rate-limit',
    input_error: 'bad-request',
    transcriber_error: 'unavailable',
    insufficient_audio_activity: 'timeout',
    some_new_error: 'unavailable',
    error: 'unavailable',
  };
  for (const [message_type, fault] of Object.entries(cases)) {
    const [failed] = new ScribeTranslator().decode(JSON.stringify({ message_type, error: 'It broke.' }));
    assert.equal(failed?.type === 'failed' && failed.error.fault, fault, message_type);
  }
});

test('the query commits by hand at 8 kHz, and leaves out terms that are too long', () => {
  const keyterms = ['Parley', 'a name of more than twenty characters', 'one two three four five six'];
  const query = new URLSearchParams(
    scribeQuery({ language: 'pt-BR', grammar: null, keyterms }, 'scribe_v2_realtime'),
  );
  assert.deepEqual(Object.fromEntries(query), {
    model_id: 'scribe_v2_realtime',
    audio_format: 'pcm_8000',
    language_code: 'pt',
    commit_strategy: 'manual',
    keyterms: 'Parley',
  });
});
