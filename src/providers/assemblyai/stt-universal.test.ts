import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { errorOf, universalQuery, UniversalTranslator } from './stt-universal.ts';

const fixture = new URL('./fixtures/stt-universal.json', import.meta.url);
const { messages } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  messages: { says: Record<string, unknown>; means: { type: string }[] }[];
};

test('each documented message means what it says', () => {
  const translator = new UniversalTranslator(false);
  for (const { says, means } of messages)
    assert.deepEqual(translator.decode(JSON.stringify(says)), means, JSON.stringify(says));
});

test('with formatted turns the final is the formatted one', () => {
  const translator = new UniversalTranslator(true);
  const end = messages.find(({ says }) => says['end_of_turn'] === true)!.says;
  assert.deepEqual(translator.decode(JSON.stringify(end)), [{ type: 'partial', text: 'hi my' }]);
  const formatted = { ...end, turn_is_formatted: true, transcript: 'Hi, my.' };
  const [final] = translator.decode(JSON.stringify(formatted));
  assert.equal(final?.type === 'final' && final.text, 'Hi, my.');
});

const query = (language: string, keyterms?: string[]): URLSearchParams =>
  new URLSearchParams(
    universalQuery({ language, grammar: null, keyterms }, { model: null, formatTurns: false }),
  );

test('the query', () => {
  assert.deepEqual(Object.fromEntries(query('en-US')), {
    sample_rate: '8000',
    encoding: 'pcm_s16le',
    speech_model: 'universal-streaming-english',
    format_turns: 'false',
  });
  assert.equal(query('es').get('speech_model'), 'universal-streaming-multilingual');
  assert.equal(query('en', ['Parley', 'x'.repeat(51)]).get('keyterms_prompt'), '["Parley"]');
});

test('errors and close frames', () => {
  const cases: readonly (readonly [number, string, string])[] = [
    [1008, 'Unauthorized Connection: Missing Authorization header', 'auth'],
    [1008, 'Unauthorized Connection: Too many concurrent sessions', 'rate-limit'],
    [1008, 'Insufficient account balance', 'quota'],
    [3005, 'An error occurred on the server', 'unavailable'],
    [3007, 'Input Duration Error: 20 ms. Expected between 50 and 1000 ms', 'bad-request'],
  ];
  for (const [code, words, fault] of cases) assert.equal(errorOf(code, words).fault, fault, words);
  const [failed] = new UniversalTranslator(false).decode(
    '{"type":"Error","error_code":3008,"error":"Session Expired"}',
  );
  assert.equal(failed?.type, 'failed');
});
