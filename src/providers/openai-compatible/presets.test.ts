import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import { ModelError } from '#models';
import { encodeChat } from './encode.ts';
import { createPresetLlm, llmPresets, type LlmPresetName } from './presets.ts';
import { isStrict } from './strict-schema.ts';

const options = { clock: new VirtualClock(), logger: silentLogger };
const request = { messages: [], tools: [], maxTokens: 9, temperature: 0.5 };
const body = (name: LlmPresetName, model: string) => encodeChat(request, model, llmPresets[name].quirks);
const fails = (fault: string) => (thrown: unknown) =>
  thrown instanceof ModelError && thrown.fault === fault && thrown.message.endsWith('.');

test('each preset is usable with what it asks for, and says what is missing', () => {
  for (const [name, preset] of Object.entries(llmPresets) as [LlmPresetName, { keyNeeded: boolean }][]) {
    const llm = createPresetLlm(name, { ...options, apiKey: 'key', model: 'some' });
    assert.deepEqual([llm.provider, llm.modelId], [name, 'some']);
    if (preset.keyNeeded) assert.throws(() => createPresetLlm(name, options), fails('auth'));
  }
  assert.equal(createPresetLlm('ollama', options).modelId, 'llama3.2');
  assert.throws(() => createPresetLlm('vllm', options), fails('bad-request'));
});

test('quirks: the name of the limit, usage on request, temperature where it is taken', () => {
  const openai = body('openai', 'gpt-4.1-mini');
  assert.deepEqual([openai['max_completion_tokens'], openai['max_tokens']], [9, undefined]);
  assert.equal(openai['temperature'], 0.5);
  for (const model of ['o3-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5.2'])
    assert.equal('temperature' in body('openai', model), false, model);
  assert.equal(body('openai', 'gpt-5-chat-latest')['temperature'], 0.5);
  const mistral = body('mistral', 'mistral-small-latest');
  assert.deepEqual([mistral['max_tokens'], 'stream_options' in mistral], [9, false]);
});

test('a schema is enforced only where all its objects are closed and complete', () => {
  const closed = {
    type: 'object',
    properties: { days: { type: 'array', items: { type: 'integer' } } },
    required: ['days'],
    additionalProperties: false,
  };
  assert.equal(isStrict(closed), true);
  assert.equal(isStrict({ ...closed, required: [] }), false);
  assert.equal(isStrict({ ...closed, additionalProperties: true }), false);
  assert.equal(isStrict({ ...closed, properties: { days: { type: 'object' } } }), false);
  assert.equal(isStrict({ type: 'array', items: closed }), false);
  assert.equal(isStrict({ ...closed, allOf: [closed] }), false);
  const asked = encodeChat({ ...request, schema: closed }, 'small');
  assert.deepEqual(asked['response_format'], {
    type: 'json_schema',
    json_schema: { name: 'answer', schema: closed, strict: true },
  });
});
