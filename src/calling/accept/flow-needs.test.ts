import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templates, type AgentConfig, type CreateCall, type Slot } from '#domain';
import type { AppError } from '#kernel';
import { sampleCapabilities, sampleProvider } from '../../domain/models/testing.ts';
import { resolvePlan } from './plan.ts';

const asking = (slot: Slot): AgentConfig => ({
  ...{ name: 'Ann', language: 'en-US', interruptible: true },
  flow: {
    start: 'q',
    nodes: [
      { id: 'q', type: 'ask', text: 'Well?', slot, retries: 1 },
      { id: 'end', type: 'end', text: 'Bye.' },
    ],
    edges: [{ from: 'q', to: 'end' }],
  },
});
const prompted: AgentConfig = {
  ...{ name: 'Ann', language: 'en-US', interruptible: true },
  flow: {
    start: 'talk',
    nodes: [
      { id: 'talk', type: 'prompt', instructions: 'Talk.', outcomes: [{ name: 'done' }], max_turns: 5 },
      { id: 'end', type: 'end' },
    ],
    edges: [{ from: 'talk', to: 'end', on: 'done' }],
  },
};

function resolve(
  config: AgentConfig,
  overrides: CreateCall['overrides'] = {},
  capabilities = sampleCapabilities(),
  variables = {},
) {
  const input: CreateCall = {
    agent: { kind: 'inline', config },
    ...{ to: '+34600000001', person: {}, from: null, numberId: null, trunkId: null, variables, overrides },
    ...{ metadata: {}, notBefore: null, unresolvedVariables: 'refuse', pendingFeatures: [] },
    source: { api: 'native', data: {} },
  };
  const chosen = { agentId: null, versionId: null, config };
  return resolvePlan(input, chosen, { capabilities, slots: [] }, {}).plan;
}

const refusal = (run: () => unknown, code: string, text: RegExp): void =>
  assert.throws(run, (error: AppError) => {
    assert.equal(error.code, code);
    assert.match(error.message, text);
    return true;
  });

test('free words and e-mail need open speech: refused before dialling, naming the node', () => {
  for (const type of ['free', 'email'] as const)
    refusal(() => resolve(asking({ type, name: 'x' })), 'open-speech-missing', /node 'q': .*'(free|email)'/);
  const open = sampleProvider('deepgram', { stt: { model: 'nova', languages: ['*'], openVocabulary: true } });
  const plan = resolve(asking({ type: 'free', name: 'x' }), {}, sampleCapabilities({ more: [open] }));
  assert.equal(plan.models!.stt[0]!.provider, 'deepgram');
  resolve(asking({ type: 'date', name: 'x', when: 'future' }));
});

test('a prompt node, and a prompt override, need a language model: refused before dialling', () => {
  refusal(() => resolve(prompted), 'llm-missing', /node 'talk'/);
  const asks = asking({ type: 'yes_no', name: 'x' });
  refusal(() => resolve(asks, { prompt: 'Be kind.' }), 'llm-missing', /prompt/);
  const capable = sampleCapabilities({ llmModel: 'm' });
  assert.equal(resolve(prompted, {}, capable).config.flow!.nodes[0]!.type, 'prompt');
  const overridden = resolve(asks, { prompt: 'Be kind.' }, capable).config;
  assert.deepEqual([overridden.prompt, overridden.flow], ['Be kind.', undefined]);
});

test('a greeting replaces the first words, context is kept for prompts and the analysis', () => {
  const plan = resolve(asking({ type: 'yes_no', name: 'x' }), { greeting: 'Good day.', context: 'Regular.' });
  assert.deepEqual([plan.config.greeting, plan.context], ['Good day.', 'Regular.']);
  assert.ok(plan.config.flow);
});

test('every English template is accepted with nothing but the embedded models', () => {
  for (const { name, agent, variables, language } of templates) {
    if (!language.startsWith('en')) continue;
    const values = Object.fromEntries(variables.map((it) => [it.name, it.example]));
    assert.ok(resolve(agent, {}, sampleCapabilities(), values).config.flow, name);
    const [first] = variables;
    refusal(() => resolve(agent), 'variable-missing', new RegExp(`\\{\\{${first!.name}\\}\\}`));
  }
});
