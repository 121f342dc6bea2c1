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
import { customParams, toCreateCall } from './map-request.ts';
import { languageTag, voiceSlot } from './slots.ts';

const id = createIdSource(new VirtualClock(), seededRandom(1)).next();
const body = (more: Record<string, unknown> = {}) => ({ phone: '+34600000002', playbook_id: id, ...more });

const params: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>])[] = [
  [
    'unknown keys are kept as sent',
    { email: 'a@b.c', n: 1, o: { p: [null] } },
    { email: 'a@b.c', n: 1, o: { p: [null] } },
  ],
  ['an object under params is merged in', { params: { a: 1 }, b: 2 }, { a: 1, b: 2 }],
  ['a flat key wins over a nested one', { params: { a: 1 }, a: 2 }, { a: 2 }],
  ['params that are no object are a parameter of that name', { params: 'x' }, { params: 'x' }],
  ['a list under params too', { params: [1] }, { params: [1] }],
  [
    'reserved names are no parameters',
    { voice_id: '2', voice_model: 'fast', interrupt: true, language: 'ES', version_id: 'v' },
    {},
  ],
];
for (const [what, more, wanted] of params)
  test(`meetzy parameters: ${what}`, () => {
    assert.deepEqual(customParams(body(more)), wanted);
  });

test('meetzy: only phone and playbook give the defaults, and nothing pending', () => {
  const input = toCreateCall(body());
  assert.equal(input.to, '+34600000002');
  assert.deepEqual(input.agent, {
    kind: 'saved',
    agentId: id,
    versionId: null,
    ifVersionUnknown: 'production',
  });
  assert.deepEqual(input.overrides, {
    interruptible: false,
    voiceDefault: { slot: { number: 6, model: 'human' } },
    machineDefaults: { on_machine: 'hang_up' },
  });
  assert.equal(input.unresolvedVariables, 'omit');
  assert.deepEqual(input.pendingFeatures, []);
  assert.deepEqual(input.source.data, {
    params: {},
    voice_id: '6',
    voice_model: 'human',
    language: 'ES',
    interrupt: false,
  });
});

test('meetzy: every spelling of the playbook is read', () => {
  for (const spelling of [id, spellHex(id), spellNative('agent', id), spellEpoch(id)]) {
    const { agent } = toCreateCall(body({ playbook_id: spelling }));
    assert.equal(agent.kind === 'saved' && agent.agentId, id);
  }
});

test('meetzy: voice slots fall back to 6 and human', () => {
  assert.deepEqual(voiceSlot(3, 'FAST'), { voice_id: '3', voice_model: 'fast' });
  assert.deepEqual(voiceSlot('9', 'slow'), { voice_id: '6', voice_model: 'human' });
  assert.deepEqual(voiceSlot(undefined, undefined), { voice_id: '6', voice_model: 'human' });
});

test('meetzy: a slot that is named is the voice of the call, whatever the playbook has', () => {
  for (const [given, number, model] of [
    [{ voice_id: '9', voice_model: 'fast' }, 6, 'fast'],
    [{ voice_id: 2 }, 2, 'human'],
    [{ voice_model: 'FAST' }, 6, 'fast'],
    [{ voice_id: '7', voice_model: 'human' }, 7, 'human'],
  ] as const) {
    const { overrides, pendingFeatures } = toCreateCall(body(given));
    assert.deepEqual([overrides.voice, overrides.voiceDefault], [{ slot: { number, model } }, undefined]);
    assert.deepEqual(pendingFeatures, []);
  }
});

test('meetzy: languages in any case; an unknown one stays as given', () => {
  for (const [word, tag] of [
    ['ES', 'es-ES'],
    ['en', 'en'],
    ['Fr', 'fr'],
    ['DE', 'de'],
    ['es_MX', 'es-MX'],
    ['español', 'es-ES'],
    ['IT', 'it'],
    ['PT', 'pt-PT'],
    ['SV', 'sv'],
    ['Klingon', 'Klingon'],
  ] as const)
    assert.equal(languageTag(word), tag);
  assert.equal(toCreateCall(body({ language: 'en' })).overrides.language, 'en');
});

test('meetzy: interrupt as a flag and as text', () => {
  for (const [given, wanted] of [
    [true, true],
    ['true', true],
    ['False', false],
    [false, false],
    [null, false],
  ] as const)
    assert.equal(toCreateCall(body({ interrupt: given })).overrides.interruptible, wanted);
});

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['no body', undefined, /body: Must be a JSON object/],
  ['a list', [], /body: Must be a JSON object, not list/],
  ['no phone', { playbook_id: id }, /phone: Is required/],
  ['an empty phone', body({ phone: '' }), /phone: Is required/],
  ['a phone that is a number', body({ phone: 34600000002 }), /phone: Must be a string, not 34600000002/],
  ['no playbook', { phone: '+34600000002' }, /playbook_id: Is required/],
  ['a word for interrupt', body({ interrupt: 'maybe' }), /interrupt: Must be true or false/],
  ['a playbook that can be none', body({ playbook_id: 'pb_abc123' }), /No playbook with this id/],
];
for (const [what, given, message] of refused)
  test(`meetzy refuses ${what}`, () => {
    assert.throws(
      () => toCreateCall(given),
      (error) => error instanceof AppError && message.test(error.message),
    );
  });
