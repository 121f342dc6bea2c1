import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, CreateCall } from '#domain';
import type { AppError } from '#kernel';
import { sampleCapabilities } from '../../domain/models/testing.ts';
import { resolvePlan } from './plan.ts';

const flow: NonNullable<AgentConfig['flow']> = {
  start: 'bye',
  nodes: [{ id: 'bye', type: 'end', text: 'Hello {{name}}, your number is {{from_number}}.' }],
  edges: [],
};
const config: AgentConfig = { name: 'Ann', flow, language: 'en-US', interruptible: true };
const voices = ['rms', 'slt'];
const capabilities = sampleCapabilities({ voices });
const input: CreateCall = {
  agent: { kind: 'inline', config },
  to: '+34600000001',
  person: {},
  from: null,
  numberId: null,
  trunkId: null,
  variables: { name: 'Bea' },
  overrides: {},
  metadata: {},
  notBefore: null,
  unresolvedVariables: 'refuse',
  pendingFeatures: [],
  source: { api: 'native', data: {} },
};
const chosen = { agentId: null, versionId: null, config };
const resolve = (more: Partial<CreateCall> = {}, agent: Partial<AgentConfig> = {}, engine = capabilities) =>
  resolvePlan(
    { ...input, ...more },
    { ...chosen, config: { ...config, ...agent } },
    { capabilities: engine, slots: [] },
    { call_id: 'call_x' },
  );

const refusals: [string, () => unknown, string, string][] = [
  ['a variable without a value', () => resolve({ variables: {} }), 'variable-missing', 'variables.name'],
  [
    'a prompt without a language model',
    () => resolve({ overrides: { prompt: 'Be kind.' } }),
    'llm-missing',
    'overrides.prompt',
  ],
  [
    'a voice that nobody has',
    () => resolve({ overrides: { voice: { id: 'nova' } } }),
    'voice-unknown',
    'voice.id',
  ],
];
for (const [name, run, code, param] of refusals)
  test(`native refuses ${name}, naming ${param}`, () => {
    assert.throws(run, (error: AppError) => {
      assert.deepEqual([error.code, error.status, error.param], [code, 400, param]);
      return true;
    });
  });

test('dialects go ahead: what is missing, unknown or pending is noted', () => {
  const { plan, notes } = resolve({
    variables: {},
    unresolvedVariables: 'omit',
    pendingFeatures: ['webhook'],
    overrides: { language: 'es-ES', voice: { id: 'nova' } },
  });
  assert.deepEqual(
    notes.map(({ type, data }) => [type, ...Object.values(data)]),
    [
      ['feature-pending', 'webhook'],
      ['language-unavailable', 'es-ES', 'en-US'],
      ['voice-unavailable', 'nova', 'en-US', 'embedded rms'],
      ['variable-missing', 'name'],
    ],
  );
  assert.deepEqual([plan.config.language, plan.config.voice?.id], ['en-US', 'rms']);
});

test('the order of precedence: request, agent, ten minutes', () => {
  assert.equal(resolve().plan.maxDurationMs, 600_000);
  assert.equal(resolve({}, { max_duration_s: 90 }).plan.maxDurationMs, 90_000);
  assert.equal(resolve({ overrides: { maxDurationS: 5 } }, { max_duration_s: 90 }).plan.maxDurationMs, 5_000);
});

test('request variables replace the agent’s defaults, and those the built-in ones', () => {
  const { plan } = resolve({ variables: { name: 'Bea' } }, { variables: { name: 'Default', day: 'Monday' } });
  assert.deepEqual(plan.variables, { call_id: 'call_x', name: 'Bea', day: 'Monday' });
});

test('a prompt override makes this one call a prompt playbook; blocks replace whole blocks', () => {
  const engine = sampleCapabilities({ voices, llmModel: 'small' });
  const { plan } = resolve(
    { overrides: { prompt: 'Be kind.', model: 'big', config: { llm: { temperature: 1 } } } },
    {},
    engine,
  );
  assert.equal(plan.config.flow, undefined);
  assert.deepEqual([plan.config.prompt, plan.config.llm], ['Be kind.', { temperature: 1, model: 'big' }]);
  assert.deepEqual(config.flow, flow, 'the agent itself is untouched');
});

test("a vendor's usual voice speaks for agents that name none; a model comes with its provider", () => {
  const voiceDefault = { slot: { number: 6, model: 'human' as const } };
  const voiceOf = (overrides: CreateCall['overrides'], agent: Partial<AgentConfig> = {}) => {
    const { provider, id, speed } = resolve({ overrides }, agent).plan.config.voice!;
    return [provider, id, speed];
  };
  const usual = voiceOf({});
  const slot = voiceOf({ voiceDefault });
  assert.notDeepEqual(slot, usual);
  assert.deepEqual(voiceOf({ voiceDefault }, { voice: { speed: 1.3 } }), [slot[0], slot[1], 1.3]);
  for (const own of [{ provider: 'embedded', id: 'rms' }, { id: 'rms' }])
    assert.deepEqual(voiceOf({ voiceDefault }, { voice: own }), ['embedded', 'rms', 1]);
  const { llm } = resolve(
    { overrides: { llm: { provider: 'openai-compatible', model: 'big' } } },
    { llm: { model: 'small', temperature: 0 } },
    sampleCapabilities({ voices, llmModel: 'small' }),
  ).plan.config;
  assert.deepEqual(llm, { provider: 'openai-compatible', model: 'big', temperature: 0 });
});
