import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, ProviderAbility, VoiceSlot } from '#domain';
import type { AppError, Id } from '#kernel';
import { sampleCapabilities, sampleProvider } from '../../domain/models/testing.ts';
import { chooseLanguage } from './choose-language.ts';
import { chooseModels } from './choose-models.ts';

const voice = (id: string, ...languages: string[]) => ({
  ...{ id, languages, gender: 'male' as const, description: id },
});
const deepgram = sampleProvider('deepgram', {
  stt: { model: 'nova-3', languages: ['en', 'es'], openVocabulary: true },
});
const eleven = sampleProvider('elevenlabs', {
  tts: {
    tunable: true,
    model: 'flash',
    languages: ['en', 'es'],
    ownVoices: true,
    voices: [voice('rachel', 'en-US'), voice('sol', 'es-ES'), voice('luz', 'es-MX')],
  },
});
const realtime = sampleProvider('openai', {
  llm: { model: 'gpt-4.1-mini' },
  realtime: { model: 'gpt-realtime', languages: ['*'], voices: [voice('marin', '*'), voice('cedar', '*')] },
});
const closed: ProviderAbility = sampleProvider(
  'cartesia',
  { tts: { model: 'sonic-3', languages: ['es'], voices: [voice('x', 'es')], ownVoices: true } },
  { key: 'missing', mend: 'Set PARLEY_CARTESIA_KEY.' },
);
const everything = sampleCapabilities({ more: [deepgram, eleven, realtime, closed] });
const embeddedOnly = sampleCapabilities({ more: [closed] });
const flow = { start: 'a', nodes: [{ id: 'a', type: 'end' as const, text: 'Bye.' }], edges: [] };

function choose(
  config: Partial<AgentConfig>,
  capabilities = everything,
  slots: VoiceSlot[] = [],
  strict = true,
) {
  const whole = { name: 'A', language: 'es-MX', interruptible: true, flow, ...config };
  return chooseModels({ config: whole, slots, strict }, capabilities);
}
const refuses = (run: () => unknown, code: string, param: string, mend: RegExp) =>
  assert.throws(run, (error: AppError) => {
    assert.deepEqual([error.code, error.status, error.param], [code, 400, param]);
    assert.match(error.message, mend);
    return true;
  });

test('nothing said: the vendors whose key is there, by the language and its region', () => {
  const { models, notes } = choose({});
  assert.deepEqual(models.stt, [{ provider: 'deepgram', model: 'nova-3' }]);
  assert.deepEqual(models.tts, [{ provider: 'elevenlabs', model: 'flash', voice: 'luz', speed: 1 }]);
  assert.deepEqual(models.llm, [{ provider: 'openai', model: 'gpt-4.1-mini' }]);
  assert.deepEqual(notes, []);
});

test('in English the embedded models stand behind the vendors, for flows also as recogniser', () => {
  const { models } = choose({ language: 'en-GB' });
  assert.deepEqual(
    models.stt.map(({ provider }) => provider),
    ['deepgram', 'embedded'],
  );
  assert.deepEqual(
    models.tts.map(({ voice }) => voice),
    ['rachel', 'slt'],
  );
  const { flow: _flow, ...prompt } = { flow, prompt: 'Be kind.' };
  const open = chooseModels(
    { config: { name: 'A', language: 'en', interruptible: true, ...prompt }, slots: [], strict: true },
    everything,
  );
  assert.equal(open.models.stt.length, 1);
});

test('fallbacks as they are given, each with its own model and voice; an empty list is none', () => {
  const fallbacks = [{ provider: 'embedded', id: 'rms' }];
  const { models } = choose({
    language: 'en',
    voice: { provider: 'elevenlabs', id: 'mine', fallbacks },
    stt: { fallbacks: [] },
  });
  assert.deepEqual(
    models.tts.map(({ provider, voice }) => [provider, voice]),
    [
      ['elevenlabs', 'mine'],
      ['embedded', 'rms'],
    ],
  );
  assert.equal(models.stt.length, 1);
});

test('a provider without a key, an unknown one and a voice that nobody has are refused with the mend', () => {
  refuses(
    () => choose({ voice: { provider: 'cartesia' } }),
    'provider-key-missing',
    'voice.provider',
    /PARLEY_CARTESIA_KEY/,
  );
  refuses(
    () => choose({ stt: { provider: 'deepgramm' } }),
    'provider-unknown',
    'stt.provider',
    /mean deepgram/,
  );
  refuses(() => choose({ llm: { provider: 'deepgram' } }), 'provider-unknown', 'llm.provider', /openai/);
  refuses(() => choose({ voice: { id: 'nova' } }), 'voice-unknown', 'voice.id', /Choose one of/);
  refuses(() => choose({ stt: { model: 'nova-3' } }), 'provider-missing', 'stt.model', /stt.provider/);
  refuses(
    () => choose({ language: 'en', stt: { provider: 'embedded', model: 'whisper' } }),
    'model-unknown',
    'stt.model',
    /"grammar" only/,
  );
  const at = { fallbacks: [{ provider: 'cartesia', id: 'x' }] };
  refuses(() => choose({ voice: at }), 'provider-key-missing', 'voice.fallbacks[0].provider', /key/);
});

test('what is named but does not speak the language is replaced, and the log says so', () => {
  const { models, notes } = choose({ voice: { id: 'slt' }, stt: { provider: 'embedded' } });
  assert.deepEqual([models.stt[0]?.provider, models.tts[0]?.voice], ['deepgram', 'luz']);
  assert.deepEqual(
    notes.map(({ type, data }) => [type, data['used']]),
    [
      ['model-unavailable', 'deepgram'],
      ['voice-unavailable', 'elevenlabs luz'],
    ],
  );
});

const llmOf = (model: string) => choose({ llm: { model } }).models.llm;

test('a model tells its provider by its name; without a fitting one the usual provider is asked for it', () => {
  assert.deepEqual(llmOf('gpt-4o'), [{ provider: 'openai', model: 'gpt-4o' }]);
  assert.deepEqual(llmOf('llama-x'), [{ provider: 'openai', model: 'llama-x' }]);
});

test('a slot speaks with the voice that the organization gave it, at its speed', () => {
  const slot: VoiceSlot = {
    ...{ organizationId: 'o' as Id, number: 2, model: 'human', language: 'es', provider: 'elevenlabs' },
    ...{ voiceModel: 'v2', voiceId: 'clone', speed: 0.9, updatedAt: 0 },
  };
  const { models } = choose({ voice: { slot: { number: 2, model: 'human' } } }, everything, [slot]);
  assert.deepEqual(models.tts, [{ provider: 'elevenlabs', model: 'v2', voice: 'clone', speed: 0.9 }]);
});

test('a realtime agent has no ear and no mouth of its own', () => {
  const { models } = choose({ realtime: { provider: 'openai', voice: 'cedar' } });
  assert.deepEqual([models.stt, models.tts], [[], []]);
  assert.deepEqual(models.realtime, { provider: 'openai', model: 'gpt-realtime', voice: 'cedar' });
  refuses(
    () => choose({ realtime: { provider: 'openai', voice: 'x' } }),
    'voice-unknown',
    'realtime.voice',
    /marin/,
  );
});

const language = (wanted: string, own: string, capabilities = everything) =>
  chooseLanguage({ wanted, own, param: 'language', realtime: undefined }, capabilities);

test('a language in any spelling, its region kept', () => {
  assert.equal(language('Spanish (Mexico)', 'en').language, 'es-MX');
  assert.equal(language('es_mx', 'en').language, 'es-MX');
});

test('a language that nothing speaks falls back to the own one with a note; that failing, the call is refused', () => {
  for (const wanted of ['zh', 'hi-IN', 'ja', 'sv-SE']) {
    const { language: used, notes } = language(wanted, 'en-US', embeddedOnly);
    assert.equal(used, 'en-US');
    assert.deepEqual(notes, [{ type: 'language-unavailable', data: { language: wanted, used: 'en-US' } }]);
    refuses(
      () => language(wanted, 'ro', embeddedOnly),
      'language-unspeakable',
      'language',
      /ro.*POST \/v1\/provider-keys/,
    );
  }
});

test('how a voice is rendered goes to a provider that can be told; elsewhere it is refused, or noted', () => {
  const tuning = { stability: 0.3, use_speaker_boost: true };
  const { models } = choose({ voice: { provider: 'elevenlabs', id: 'luz', tuning } });
  assert.deepEqual(models.tts, [{ provider: 'elevenlabs', model: 'flash', voice: 'luz', speed: 1, tuning }]);
  const flite = { voice: { provider: 'embedded', id: 'rms', tuning }, language: 'en-US' };
  refuses(() => choose(flite), 'tuning-unavailable', 'voice.tuning', /embedded cannot .* choose: elevenlabs/);
  const lenient = choose(flite, everything, [], false);
  assert.equal(lenient.models.tts[0]!.tuning, undefined);
  assert.deepEqual(lenient.notes, [{ type: 'tuning-unavailable', data: { provider: 'embedded', tuning } }]);
});
