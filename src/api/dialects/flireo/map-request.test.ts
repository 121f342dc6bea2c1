import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, createIdSource, seededRandom, spellNative, VirtualClock } from '#kernel';
import { fixture } from '../shared/testing.ts';
import { toCreateCall } from './map-request.ts';

const id = createIdSource(new VirtualClock(), seededRandom(1)).next();
const engine = { llmModel: 'small-llm', checkAgent: () => [] };
const saved = (more: Record<string, unknown> = {}) => ({
  destination: '+31600000002',
  agent_id: id,
  ...more,
});
const llm = { provider: 'openai', messages: [{ role: 'system', content: 'Be brief.' }] };
const whole = { llm_config: llm, stt_config: { provider: 'deepgram' }, tts_config: { provider: 'openai' } };
const inline = (more: Record<string, unknown> = {}) => ({
  destination: '+31600000002',
  agent_config: { ...whole, ...more },
});

test('flireo: saved mode by either name, in every spelling', () => {
  for (const body of [
    saved(),
    { destination: '+31600000002', assistant_id: spellNative('agent', id) },
    saved({ assistant_id: id, agent_config: null, number_id: '' }),
  ])
    assert.deepEqual(toCreateCall(body, engine).agent, {
      kind: 'saved',
      agentId: id,
      versionId: null,
      ifVersionUnknown: 'production',
    });
});

test('flireo: first_message and context', () => {
  const text = toCreateCall(saved({ first_message: 'Hi {name}!', context: 'VIP' }), engine);
  assert.deepEqual(text.overrides, { greeting: 'Hi {{name}}!', context: 'VIP' });
  assert.deepEqual(text.variables, {});
  const object = toCreateCall(saved({ context: { name: 'Eva', plan: { tier: 'gold' } } }), engine);
  assert.equal(object.overrides.context, '{"name":"Eva","plan":{"tier":"gold"}}');
  assert.deepEqual(object.variables, { name: 'Eva', plan: { tier: 'gold' } });
});

test('flireo: an inline agent becomes ours, with a webhook of the call; no secret is kept', () => {
  const input = toCreateCall(fixture(import.meta.url, 'inline.request'), engine);
  assert.deepEqual(input.agent, { kind: 'inline', config: fixture(import.meta.url, 'inline.config') });
  assert.deepEqual(input.metadata, { crm: 7 });
  assert.deepEqual(input.pendingFeatures, []);
  assert.deepEqual(input.webhook, {
    url: 'https://hooks.example.org/f',
    secret: 's3cr3t',
    format: 'flireo',
    headers: {},
    eventTypes: ['call.analyzed'],
  });
  const kept = JSON.stringify(input.source.data);
  assert.match(kept, /nova-3-general/);
  assert.doesNotMatch(kept, /s3cr3t/);
});

for (const name of ['agent_config', 'assistant', 'agent'])
  test(`flireo: ${name} holds an inline agent`, () => {
    const { agent } = toCreateCall({ destination: '+31600000002', [name]: whole }, engine);
    assert.equal(agent.kind === 'inline' && agent.config.prompt, 'Be brief.');
  });

function silenceOf(more: Record<string, unknown>) {
  const { agent, pendingFeatures } = toCreateCall(inline(more), engine);
  assert.deepEqual(pendingFeatures, []);
  return agent.kind === 'inline' ? agent.config.silence : null;
}

test('flireo: silence, in its two ways', () => {
  assert.equal(silenceOf({}), undefined);
  assert.deepEqual(silenceOf({ silence_timeout_seconds: 9 }), { reminder_after_s: 9, max_reminders: 0 });
  assert.deepEqual(silenceOf({ autonomous_silence_handling: false }), { max_reminders: 0 });
  assert.deepEqual(silenceOf({ autonomous_silence_handling: true }), { autonomous: true });
  assert.deepEqual(silenceOf({ silence_timeout_seconds: 9, autonomous_silence_handling: true }), {
    reminder_after_s: 9,
    autonomous: true,
  });
  // No call is longer, so that neither is its silence.
  assert.deepEqual(silenceOf({ silence_timeout_seconds: 80_000 }), {
    reminder_after_s: 14_400,
    max_reminders: 0,
  });
});

test('flireo: an override replaces whole blocks of the saved agent', () => {
  const input = toCreateCall(
    saved({
      first_message: 'Top wins',
      assistant_override: {
        first_message: 'Inner',
        llm_config: {
          provider: 'openai',
          temperature: 1,
          messages: [{ role: 'system', content: 'Sell {thing}.' }],
        },
        max_duration_seconds: 30,
        metadata: { a: 1 },
      },
    }),
    engine,
  );
  assert.deepEqual(input.overrides, {
    prompt: 'Sell {{thing}}.',
    greeting: 'Top wins',
    maxDurationS: 30,
    config: { llm: { provider: 'openai', temperature: 1 }, tools: [] },
  });
  assert.deepEqual(input.metadata, { a: 1 });
  const gentle = toCreateCall(saved({ assistant_override: { stt_config: { language: 'nl' } } }), engine);
  assert.deepEqual(gentle.overrides, { language: 'nl', config: { stt: {} } });
});

const tool = (more: Record<string, unknown>) => inline({ llm_config: { ...llm, tools: [more] } });
const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['no object', 'x', /body: Must be a JSON object/],
  ['no destination', { agent_id: id }, /destination: Is required/],
  ['neither mode', { destination: '+31600000002' }, /agent_id: Is required, or an inline agent/],
  ['both modes', { ...inline(), agent_id: id }, /agent_config: Cannot go together with agent_id/],
  ['two inline agents', { ...inline(), agent: whole }, /agent: Says the same as agent_config/],
  ['two different ids', saved({ assistant_id: 'other' }), /assistant_id: Differs/],
  [
    'an override of an inline agent',
    { ...inline(), assistant_override: {} },
    /assistant_override: Goes with a saved agent/,
  ],
  ['no llm_config', inline({ llm_config: null }), /agent_config\.llm_config: Is required/],
  ['no provider', inline({ llm_config: {} }), /llm_config\.provider: Is required/],
  [
    'a provider that is not there',
    inline({ llm_config: { provider: 'acme' } }),
    /Is "acme"; it must be one of: openai, anthropic, groq/,
  ],
  [
    'no stt_config',
    inline({ stt_config: null }),
    /agent_config\.stt_config: Is required with the provider openai/,
  ],
  [
    'no tts_config',
    inline({ tts_config: undefined }),
    /agent_config\.tts_config: Is required with the provider openai/,
  ],
  [
    'realtime with stt_config',
    inline({ llm_config: { provider: 'xai_realtime' } }),
    /stt_config: Must be left out.*tts_config: Must be left out/,
  ],
  [
    'a realtime voice that is none',
    { destination: '+31600000002', agent: { llm_config: { provider: 'xai_realtime', voice: 'bob' } } },
    /agent\.llm_config\.voice: Is "bob"/,
  ],
  [
    'a temperature of 3',
    inline({ llm_config: { ...llm, temperature: 3 } }),
    /temperature: Is 3; it must lie between 0 and 2/,
  ],
  ['a stability of 2', inline({ tts_config: { stability: 2 } }), /tts_config\.stability: Is 2/],
  [
    'a role that is none',
    inline({ llm_config: { ...llm, messages: [{ role: 'x', content: '' }] } }),
    /messages\[0\]\.role: Is "x"/,
  ],
  ['a tool of another kind', tool({ type: 'sms' }), /tools\[0\]\.type: Is "sms"/],
  ['a tool without address', tool({ name: 'a', description: 'b' }), /tools\[0\]\.url: Is required, because/],
  [
    'a tool name with blanks',
    tool({ name: 'a b', description: '', url: 'https://x.y' }),
    /agent_config\.tools\[0\]\.name/,
  ],
  ['context as a number', saved({ context: 5 }), /context: Must be a string or an object, not number/],
  ['a call of no seconds', inline({ max_duration_seconds: 0 }), /max_duration_seconds: Is 0/],
  ['a saved agent that can be none', saved({ agent_id: 'x' }), /agent/],
  ['a number that can be none', saved({ number_id: 'x' }), /number/],
];
for (const [what, given, message] of refused)
  test(`flireo refuses ${what}`, () => {
    assert.throws(
      () => toCreateCall(given, engine),
      (error) => error instanceof AppError && message.test(error.message),
    );
  });

test('flireo: what the engine finds wrong with an inline agent is told too', () => {
  const strict = { ...engine, checkAgent: () => [{ param: 'tools[0].name', message: 'Twice.' }] };
  assert.throws(() => toCreateCall(inline(), strict), /agent_config\.tools\[0\]\.name: Twice\./);
});

function machine(members: object): unknown {
  const { agent } = toCreateCall(
    { destination: '+31600000002', agent_config: { ...whole, ...members } },
    engine,
  );
  return agent.kind === 'inline' ? agent.config.machine : null;
}

test('flireo: a machine is hung up on, or left the message', () => {
  assert.equal(machine({}), undefined);
  assert.deepEqual(machine({ voicemail_detection: true }), { on_machine: 'hang_up' });
  assert.deepEqual(machine({ voicemail_detection: false }), { detect: false });
  const left = { on_machine: 'leave_message', message: 'Call us, {{name}}.' };
  for (const flag of [{}, { voicemail_detection: true }])
    assert.deepEqual(machine({ ...flag, voicemail_message: 'Call us, {name}.' }), left);
});
