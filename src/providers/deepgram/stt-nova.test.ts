import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { SttRequest } from '#models';
import { novaLanguage, novaQuery, NovaTranslator } from './stt-nova.ts';

const { messages } = JSON.parse(
  readFileSync(new URL('./fixtures/stt-nova.json', import.meta.url), 'utf8'),
) as {
  messages: { says: object; means: object[] }[];
};
const request: SttRequest = { language: 'en', grammar: null };

test('each documented message means what it says', () => {
  const translator = new NovaTranslator();
  for (const { says, means } of messages)
    assert.deepEqual(translator.decode(JSON.stringify(says)), means, JSON.stringify(says));
});

test('audio is bytes, little endian; finalize, keep-alive and the end are text', () => {
  const translator = new NovaTranslator();
  const [audio] = translator.audio(Int16Array.of(1, -2));
  assert.deepEqual([...(audio as { message: Uint8Array }).message], [1, 0, 254, 255]);
  assert.deepEqual(translator.finalize(2), [{ type: 'send', message: '{"type":"Finalize"}' }]);
  assert.equal(translator.keepAlive.message, '{"type":"KeepAlive"}');
  assert.ok(translator.keepAlive.everyMs < 10_000);
  assert.equal(translator.farewell, '{"type":"CloseStream"}');
});

const final = (duration: number): string =>
  JSON.stringify({ type: 'Results', is_final: true, start: 0, duration, channel: { alternatives: [{}] } });

test('a final of all that was sent settles a finalize, also when it does not say from_finalize', () => {
  const translator = new NovaTranslator();
  const settles = (duration: number): boolean =>
    translator.decode(final(duration)).some((event) => event.type === 'settled');
  assert.equal(settles(2), false, 'nothing was asked');
  translator.finalize(16_000);
  assert.equal(settles(1.5), false);
  assert.equal(settles(2), true);
  assert.equal(settles(2), false, 'answered before');
});

test('an error of theirs is a failure; what is no JSON object is thrown', () => {
  const translator = new NovaTranslator();
  const [failed] = translator.decode(
    JSON.stringify({ type: 'Error', variant: 'AUTH', description: 'Invalid API key' }),
  );
  assert.equal(failed?.type === 'failed' && failed.error.fault, 'auth');
  for (const bad of ['{"type":', '[]', 'null', '7']) assert.throws(() => translator.decode(bad), SyntaxError);
});

test('the query', () => {
  const query = new URLSearchParams(
    novaQuery(
      { ...request, keyterms: ['Parley', ' Anna '], grammar: { phrases: [{ text: 'yes', value: 'y' }] } },
      { model: 'nova-3', endpointing: false },
    ),
  );
  assert.deepEqual(
    [query.get('encoding'), query.get('sample_rate'), query.get('interim_results'), query.get('endpointing')],
    ['linear16', '8000', 'true', 'false'],
  );
  assert.deepEqual(query.getAll('keyterm'), ['Parley', 'Anna', 'yes']);
  const older = new URLSearchParams(
    novaQuery({ ...request, keyterms: ['Parley'] }, { model: 'nova-2-phonecall', endpointing: 300 }),
  );
  assert.deepEqual(
    [older.get('keyterm'), older.get('keywords'), older.get('endpointing')],
    [null, 'Parley', '300'],
  );
});

test('languages', () => {
  const cases = {
    en: 'en',
    'en-US': 'en-US',
    'es-MX': 'es-419',
    'es-ES': 'es',
    es: 'es',
    de_at: 'de',
    'pt-br': 'pt-BR',
  };
  for (const [tag, language] of Object.entries(cases)) assert.equal(novaLanguage(tag), language, tag);
});
