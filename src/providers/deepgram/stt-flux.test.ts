import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fluxQuery, FluxTranslator } from './stt-flux.ts';

const { messages } = JSON.parse(
  readFileSync(new URL('./fixtures/stt-flux.json', import.meta.url), 'utf8'),
) as {
  messages: { says: object; means: object[] }[];
};
const settings = { model: null, endThreshold: 0.7, eagerThreshold: 0.5, endTimeoutMs: 5000 };

test('each documented message means what it says', () => {
  const translator = new FluxTranslator();
  for (const { says, means } of messages)
    assert.deepEqual(translator.decode(JSON.stringify(says)), means, JSON.stringify(says));
});

test('with no turn in progress, a window that reaches the finalize settles it', () => {
  const translator = new FluxTranslator();
  const window = (end: number, transcript = ''): readonly object[] =>
    translator.decode(
      JSON.stringify({ type: 'TurnInfo', event: 'Update', audio_window_end: end, transcript, words: [] }),
    );
  assert.deepEqual(translator.finalize(16_000), [{ type: 'send', message: '{"type":"ForceEndTurn"}' }]);
  assert.deepEqual(window(1.5), []);
  assert.deepEqual(window(2, 'yes'), [{ type: 'partial', text: 'yes' }], 'a turn goes on: its end settles');
  assert.deepEqual(window(2), [{ type: 'settled' }]);
  assert.deepEqual(window(2.25), []);
});

test('an error of theirs is a failure', () => {
  const said = { type: 'Error', sequence_id: 3, code: 'RATE_LIMIT', description: 'Too many requests' };
  const [failed] = new FluxTranslator().decode(JSON.stringify(said));
  assert.equal(failed?.type === 'failed' && failed.error.fault, 'rate-limit');
});

const query = (language: string, changes: object = {}): URLSearchParams =>
  new URLSearchParams(fluxQuery({ language, grammar: null }, { ...settings, ...changes }));

test('the model follows the language, thresholds are told when they are set', () => {
  assert.equal(query('en-GB').get('model'), 'flux-general-en');
  assert.equal(query('en-GB').get('language_hint'), null);
  assert.equal(query('es-MX').get('model'), 'flux-general-multi');
  assert.equal(query('es-MX').get('language_hint'), 'es');
  assert.equal(query('en').get('eager_eot_threshold'), '0.5');
  assert.equal(query('en', { eagerThreshold: null }).has('eager_eot_threshold'), false);
  assert.equal(query('en').get('eot_threshold'), '0.7');
});
