import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AppError,
  createIdSource,
  seededRandom,
  spellEpoch,
  spellHex,
  spellNative,
  VirtualClock,
} from '#kernel';
import { hasIdForm, modelId } from './ids.ts';
import { LANGUAGES } from './languages.ts';
import { readOutbound } from './map-request.ts';
import { parseMoment, printMoment } from './moment.ts';

const id = createIdSource(new VirtualClock(), seededRandom(1)).next();
const hex = spellHex(id);
const body = (more: Record<string, unknown> = {}) => ({
  number_id: hex,
  phone_number: '+1234567890',
  ...more,
});

test('dial: number and phone alone are enough; null counts as absent', () => {
  const read = readOutbound(
    body({ agent_id: null, use_case_id: null, model_id: null, params: null, language: null }),
  );
  assert.equal(read.number_id, id);
  assert.deepEqual(
    [read.use_case_id, read.agent_id, read.model_id, read.prompt_id, read.language],
    [null, null, null, null, null],
  );
  assert.deepEqual(
    [read.params, read.metadata, read.notBefore, read.max_duration_mins],
    [null, {}, null, null],
  );
});

test('dial: assistant_id alone acts as use_case_id, which wins over it', () => {
  assert.equal(readOutbound(body({ assistant_id: hex })).use_case_id, id);
  assert.equal(readOutbound(body({ assistant_id: 'a'.repeat(24), use_case_id: hex })).use_case_id, id);
});

test('dial: an id has 24 characters or is another spelling of ours', () => {
  for (const text of [hex, id, spellNative('call', id), spellEpoch(id), 'zzzzzzzzzzzzzzzzzzzzzzzz'])
    assert.ok(hasIdForm(text), text);
  for (const text of ['', 'abc', hex.slice(1), `${hex}0`]) assert.ok(!hasIdForm(text), text);
  assert.equal(readOutbound(body({ agent_id: 'z'.repeat(24) })).agent_id, 'unknown');
});

test('dial: each of the 15 languages is taken', () => {
  assert.equal(LANGUAGES.length, 15);
  for (const language of LANGUAGES) assert.equal(readOutbound(body({ language })).language, language);
});

test('dial: a model has one id of 24 hex digits', () => {
  assert.match(modelId('gpt-x'), /^[0-9a-f]{24}$/);
  assert.equal(modelId('gpt-x'), modelId('gpt-x'));
  assert.notEqual(modelId('gpt-x'), modelId('gpt-y'));
});

const moments: readonly (readonly [string, string | null])[] = [
  ['2024-01-01T01:01:01Z', '2024-01-01T01:01:01Z'],
  ['2024-01-01T01:01:01.500Z', '2024-01-01T01:01:01Z'],
  ['2024-01-01T01:01:01', '2024-01-01T01:01:01Z'],
  ['2024-01-01T01:01+02:00', '2023-12-31T23:01:00Z'],
  ['2024-02-29', '2024-02-29T00:00:00Z'],
  ['2023-02-29T00:00:00Z', null],
  ['2024-13-01T00:00:00Z', null],
  ['2024-01-01T25:00:00Z', null],
  ['tomorrow', null],
  ['1700000000', null],
  ['', null],
];
for (const [text, wanted] of moments)
  test(`dial moment ${JSON.stringify(text)}`, () => {
    const at = parseMoment(text);
    assert.equal(at === null ? null : printMoment(at), wanted);
  });

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['a list', [], /body: Must be a JSON object/],
  ['no number', { phone_number: '+1234567890' }, /number_id: Is required/],
  [
    'a number of 23 characters',
    body({ number_id: hex.slice(1) }),
    /number_id: must have exactly 24 characters/,
  ],
  ['a number of 25 characters', body({ number_id: `${hex}0` }), /number_id: must have exactly 24/],
  ['a use case of 23', body({ use_case_id: hex.slice(1) }), /use_case_id: must have exactly 24/],
  ['a model of 25', body({ model_id: `${hex}0` }), /model_id: must have exactly 24/],
  ['no phone', { number_id: hex }, /phone_number: Is required/],
  ['en', body({ language: 'en' }), /language: Is "en"/],
  ['english', body({ language: 'english' }), /language: Is "english"/],
  ['no minutes', body({ max_duration_mins: 0 }), /max_duration_mins: Is 0/],
  ['less than no minutes', body({ max_duration_mins: -1 }), /max_duration_mins: Is -1/],
  ['half minutes', body({ max_duration_mins: 1.5 }), /max_duration_mins: Must be a whole number, not 1\.5/],
  ['a moment that is none', body({ scheduled_for: 'soon' }), /scheduled_for: Must be an ISO 8601 moment/],
  ['metadata as text', body({ metadata: 'x' }), /metadata: Must be an object, not string/],
];
for (const [what, given, message] of refused)
  test(`dial refuses ${what}`, () => {
    assert.throws(
      () => readOutbound(given),
      (error) => error instanceof AppError && error.status === 400 && message.test(error.message),
    );
  });
