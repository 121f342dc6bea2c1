import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from '#domain';
import { AppError } from '#kernel';
import { Fields } from '../shared/fields.ts';
import { readAgent } from './inline-agent.ts';

const llm = { provider: 'openai', messages: [{ role: 'system', content: 'Be brief.' }] };
const whole = { llm_config: llm, stt_config: { provider: 'deepgram' }, tts_config: { provider: 'openai' } };

function read(more: Record<string, unknown>): {
  config: Partial<AgentConfig>;
  prompt: string | null;
  pending: readonly string[];
} {
  const fields = new Fields({ ...whole, ...more });
  const agent = readAgent(fields, 'whole', 'small-llm');
  fields.finish();
  return agent;
}
const refuses = (more: Record<string, unknown>, message: RegExp): void =>
  assert.throws(
    () => read(more),
    (error) => error instanceof AppError && message.test(error.message),
  );

const stts: readonly (readonly [object, object])[] = [
  [
    { provider: 'deepgram', model: 'nova-3-general' },
    { provider: 'deepgram', model: 'nova-3-general' },
  ],
  [
    { provider: 'elevenlabs', keyterms: ['Acme', ' '] },
    { provider: 'elevenlabs', keyterms: ['Acme'] },
  ],
  [{ provider: 'google', model: '' }, { provider: 'google' }],
];
for (const [given, wanted] of stts)
  test(`flireo hears with ${JSON.stringify(given)}`, () => {
    assert.deepEqual(read({ stt_config: given }).config.stt, wanted);
  });

const tuning = { stability: 0.5, similarity_boost: 0.7, style: 0, use_speaker_boost: false };
const voices: readonly (readonly [object, object, string[]])[] = [
  [{ provider: 'openai', voiceId: 'alloy' }, { provider: 'openai', id: 'alloy' }, []],
  [{ provider: '11labs', voice_id: 'abc', ...tuning }, { provider: 'elevenlabs', id: 'abc', tuning }, []],
  [{ provider: 'elevenlabs', model: 'eleven_v3' }, { provider: 'elevenlabs', model: 'eleven_v3' }, []],
  [{ provider: 'elevenlabs', speed: 2 }, { provider: 'elevenlabs', speed: 1.2 }, ['tts-speed']],
  [{ provider: 'openai', speed: 0.5 }, { provider: 'openai', speed: 0.7 }, ['tts-speed']],
  [{ provider: 'openai', speed: 1.3 }, { provider: 'openai', speed: 1.3 }, []],
];
for (const [given, wanted, pending] of voices)
  test(`flireo speaks with ${JSON.stringify(given)}`, () => {
    const agent = read({ tts_config: given });
    assert.deepEqual([agent.config.voice, agent.pending], [wanted, pending]);
  });

const minds: readonly (readonly [string, string])[] = [
  ['openai', 'openai'],
  ['anthropic', 'anthropic'],
  ['groq', 'groq'],
  ['mistral', 'mistral'],
  ['xai', 'xai'],
  ['google', 'gemini'],
];
for (const [provider, ours] of minds)
  test(`flireo thinks with ${provider}`, () => {
    const { config } = read({ llm_config: { provider, model: 'm', temperature: 0 } });
    assert.deepEqual(
      [config.llm, config.realtime],
      [{ provider: ours, model: 'm', temperature: 0 }, undefined],
    );
  });

test("flireo: the server's own model needs no key of the provider that a client names", () => {
  assert.deepEqual(read({ llm_config: { ...llm, model: 'small-llm' } }).config.llm, {
    model: 'small-llm',
    temperature: 0.7,
  });
});

test('flireo: speech-to-speech models stand alone; what was said before goes into their instructions', () => {
  const alone = { stt_config: null, tts_config: null };
  for (const [provider, ours] of [
    ['xai_realtime', 'xai'],
    ['google_realtime', 'gemini'],
    ['openai_live', 'openai'],
  ] as const) {
    const { config, pending } = read({ ...alone, llm_config: { provider, voice: 'ara', temperature: 1 } });
    assert.deepEqual(config.realtime, { provider: ours, voice: 'ara', temperature: 1 });
    assert.deepEqual([config.llm, config.stt, config.voice, pending], [undefined, undefined, undefined, []]);
  }
  const messages = [
    ...llm.messages,
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello {name}' },
  ];
  const { prompt } = read({ ...alone, llm_config: { provider: 'xai_realtime', messages } });
  assert.equal(prompt, 'Be brief.\n\nBefore this call was said:\nPerson: Hi\nYou: Hello {{name}}');
});

test('flireo: messages of other roles go before the call; a language in any spelling is that of the call', () => {
  const messages = [
    ...llm.messages,
    { role: 'user', content: 'Hi {name}' },
    { role: 'system', content: 'Be kind.' },
  ];
  const { config, prompt } = read({
    llm_config: { provider: 'openai', messages },
    stt_config: { language: 'pt_br' },
  });
  assert.equal(prompt, 'Be brief.\n\nBe kind.');
  assert.deepEqual(config.llm?.messages, [{ role: 'user', content: 'Hi {{name}}' }]);
  assert.equal(config.language, 'pt-BR');
  assert.equal(
    read({ stt_config: { language: 'multi' }, tts_config: { language: 'nl' } }).config.language,
    'nl',
  );
});

test('flireo: providers that are not here are refused with the list of those that are', () => {
  refuses(
    { stt_config: { provider: 'gladia' } },
    /stt_config\.provider: Is "gladia"; .*deepgram, elevenlabs/,
  );
  refuses(
    { tts_config: { provider: 'inworld' } },
    /tts_config\.provider: Is "inworld"; .*openai, elevenlabs/,
  );
  refuses({ stt_config: { model: 'nova-3' } }, /stt_config\.provider: Is required with a model/);
  refuses({ stt_config: { provider: 'deepgram', keyterms: [1] } }, /keyterms\[0\]: Must be a string/);
});
