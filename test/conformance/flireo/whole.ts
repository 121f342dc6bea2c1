/** §3.1, §4, §5, §8: every documented member of an agent at once, in both spellings, wherever an agent may be written. */
import assert from 'node:assert/strict';
import type { AgentConfig } from '#domain';
import type { Body, Check, FlireoWorld } from './world.ts';

const parameters = { type: 'object', properties: { order: { type: 'string' } } };
const schema = { type: 'object', properties: { ok: { type: 'boolean' } } };
const told = { name: 'lookup', description: 'Finds an order.', parameters };
const destination = {
  ...{ type: 'number', number: '+31200000009', description: 'Sales', message: 'One moment.' },
};
const plan = {
  enabled: true,
  schema,
  messages: [{ role: 'system', content: 'Read {{transcript}} for {{schema}}.' }],
};

/** What the two generations spell alike. */
const shared = {
  business_name: 'Acme',
  notification_email: 'a@b.nl',
  notification_emails: ['a@b.nl', 'c@d.nl'],
  is_active: true,
  webhook_url: 'https://h.example.org/f',
  webhook_secret: 's3cr3t',
  webhook_events: ['tool-calls', 'status-update'],
  stt_config: {
    ...{ provider: 'deepgram', model: 'nova-3-general', language: 'en', keyterms: ['Acme'] },
    ...{ tag_audio_events: false, include_timestamps: true, sample_rate: 8000 },
  },
  max_duration_seconds: 90,
  autonomous_silence_handling: true,
  silence_timeout_seconds: 9,
  voicemail_detection: true,
  voicemail_message: 'Call {us}.',
  gdpr_mode: true,
};
const voice = {
  ...{ provider: 'elevenlabs', model: 'm', language: 'en', speed: 1.1, stability: 0.1 },
  ...{ similarity_boost: 0.2, style: 0.3, use_speaker_boost: true },
};

/** The keys that differ. @param g1 camelCase */
function bodyOf(g1: boolean): Body {
  const key = (one: string, two: string): string => (g1 ? one : two);
  return {
    ...shared,
    [key('firstMessage', 'first_message')]: 'Hi {name}!',
    tts_config: { ...voice, [key('voiceId', 'voice_id')]: 'v' },
    analysis_plan: {
      [key('structuredDataPlan', 'structured_data_plan')]: plan,
      [key('minMessagesThreshold', 'min_messages_threshold')]: 3,
    },
    llm_config: {
      ...{ provider: 'openai', model: 'gpt-4o', temperature: 0.2 },
      messages: [
        { role: 'system', content: 'Be kind to {{name}}.' },
        { role: 'user', content: 'Hello?' },
      ],
      tools: [
        {
          ...{ type: 'function', ...told, url: 'https://t.example.org', async: true },
          [key('asyncResponse', 'async_response')]: 'Wait.',
        },
        { ...told, name: 'second', message: 'A second.' },
        {
          ...{ type: 'function', function: { ...told, name: 'third' } },
          server: { url: 'https://s.example.org', secret: 'z3cr3t' },
        },
        { type: key('endCall', 'end_call') },
        { type: key('transferCall', 'transfer_call'), destinations: [destination] },
      ],
    },
  };
}

const hmac = (secret: string) => ({
  ...{ type: 'hmac', secret, header: 'X-Webhook-Signature', prefix: 'sha256=' },
  timestamp_header: 'X-Webhook-Timestamp',
});

/** What each of them is in the engine. @param config a whole one, or the blocks of an override */
function assertEffect(config: Partial<AgentConfig>): void {
  const { tools = [], analysis, ...rest } = config;
  assert.deepEqual(rest.stt, { provider: 'deepgram', model: 'nova-3-general', keyterms: ['Acme'] });
  assert.deepEqual(rest.voice, {
    ...{ provider: 'elevenlabs', model: 'm', id: 'v', speed: 1.1 },
    tuning: { stability: 0.1, similarity_boost: 0.2, style: 0.3, use_speaker_boost: true },
  });
  assert.deepEqual(rest.llm, {
    ...{ provider: 'openai', model: 'gpt-4o', temperature: 0.2 },
    messages: [{ role: 'user', content: 'Hello?' }],
  });
  assert.deepEqual(rest.notification, { emails: ['a@b.nl', 'c@d.nl'], when: 'ended' });
  assert.deepEqual(rest.silence, { reminder_after_s: 9, autonomous: true });
  assert.deepEqual(rest.machine, { on_machine: 'leave_message', message: 'Call {{us}}.' });
  assert.deepEqual([rest.active, rest.record, rest.transcript], [true, false, { keep: false }]);
  assert.deepEqual([analysis?.schema, analysis?.min_turns], [schema, 3]);
  assert.match(analysis?.schema_prompt ?? '', /the transcript of the record for the schema given/);
  const http = tools.flatMap((tool) => (tool.type === 'http' ? [tool] : []));
  assert.deepEqual(
    http.map(({ name, url, asynchronous, speech }) => [name, url, asynchronous, speech?.before]),
    [
      ['lookup', 'https://t.example.org', true, 'Wait.'],
      ['second', 'https://h.example.org/f', undefined, 'A second.'],
      ['third', 'https://s.example.org', undefined, undefined],
    ],
  );
  assert.deepEqual(
    http.map(({ auth, parameters: shape }) => [auth, shape]),
    ['s3cr3t', 's3cr3t', 'z3cr3t'].map((secret) => [hmac(secret), parameters]),
  );
  assert.deepEqual(
    tools.slice(3).map((tool) => (tool.type === 'transfer' ? [tool.to, tool.announcement] : tool.type)),
    ['end_call', ['+31200000009', 'One moment.']],
  );
}

function assertWhole(config: AgentConfig): void {
  assertEffect(config);
  const { greeting, prompt, language, max_duration_s, variables } = config;
  assert.deepEqual(
    [greeting, prompt, language, max_duration_s, variables],
    ['Hi {{name}}!', 'Be kind to {{name}}.', 'en', 90, { business_name: 'Acme' }],
  );
}

async function assertEndpoint(world: FlireoWorld, shown: Body): Promise<void> {
  const { id, organizationId } = await world.native(shown);
  const [own] = await world.api.store.webhooks.listEndpoints(organizationId, { limit: 1, agentId: id });
  assert.deepEqual(
    [own?.url, own?.secret, own?.eventTypes],
    ['https://h.example.org/f', 's3cr3t', ['call.answered', 'call.ended']],
  );
}

let person = 500;
const outbound = async (world: FlireoWorld, body: Body) => {
  const answer = await world.post('/calls/outbound', { destination: `+3161111${1_000 + person++}`, ...body });
  assert.equal(answer.statusCode, 200, answer.body);
  return world.asked();
};
const metadata = { crm: { id: 7 } };
const name = 'Whole';
const generations = [
  ['G1', true],
  ['G2', false],
] as const;

export const wholeChecks: readonly Check[] = generations.flatMap(([generation, g1]): Check[] => [
  ...['/agents', '/assistants'].flatMap((path): Check[] => [
    [
      `§4 ${generation}: every member of a new agent, at ${path}`,
      async (world) => {
        const made = await world.post(path, { name, ...bodyOf(g1) });
        assert.equal(made.statusCode, 201, made.body);
        const { agent } = made.json<Body>();
        assert.equal(agent.name, name);
        assertWhole((await world.native(agent)).config);
        await assertEndpoint(world, agent);
        assert.doesNotMatch(made.body, /[sz]3cr3t/);
        const { structuredDataPlan, structured_data_plan } = agent.analysis_plan as Body;
        assert.deepEqual(structuredDataPlan, structured_data_plan, 'told in both spellings');
        assert.equal(agent.tts_config.voiceId, agent.tts_config.voice_id);
        assert.deepEqual(agent.notification_emails, ['a@b.nl', 'c@d.nl']);
      },
    ],
    [
      `§4 ${generation}: PATCH of every member at ${path}; the rest of a block goes with it`,
      async (world) => {
        const made = await world.agent({
          first_message: 'Old',
          stt_config: { provider: 'elevenlabs', keyterms: ['Old'], language: 'nl' },
          tts_config: { provider: 'openai', voiceId: 'old' },
        });
        const changed = await world.patch(`${path}/${made['id']}`, { name, ...bodyOf(g1) });
        assert.equal(changed.statusCode, 200, changed.body);
        assert.equal(changed.json<Body>()['assistant'].name, name);
        assertWhole((await world.native(made)).config);
        await assertEndpoint(world, made);
        // A block is replaced, not merged: what is not sent with it is gone.
        await world.patch(`${path}/${made['id']}`, { stt_config: { provider: 'deepgram' } });
        assert.deepEqual((await world.native(made)).config.stt, { provider: 'deepgram' });
      },
    ],
  ]),
  ...['agent_config', 'assistant', 'agent'].map((member): Check => [
    `§3.1 ${generation}: every member of a one-time agent in ${member}`,
    async (world) => {
      const given = { name: 'Once', ...bodyOf(g1), metadata };
      const { agent, webhook, metadata: kept, source } = await outbound(world, { [member]: given });
      assert.ok(agent.kind === 'inline' && agent.config.name === 'Once');
      assertWhole(agent.config);
      assert.deepEqual(
        [webhook?.url, webhook?.secret, webhook?.eventTypes],
        ['https://h.example.org/f', 's3cr3t', ['call.answered', 'call.ended']],
      );
      assert.deepEqual(kept, metadata);
      assert.doesNotMatch(JSON.stringify(source), /[sz]3cr3t/, 'frozen without secrets');
    },
  ]),
  [
    `§3.1 ${generation}: every member of an assistant_override, each in the place of the saved one`,
    async (world) => {
      const saved = await world.agent({ webhook_url: 'https://saved.example.org', webhook_secret: 'old' });
      const override = { name: 'For once', ...bodyOf(g1), metadata };
      const asked = await outbound(world, { agent_id: saved['id'], assistant_override: override });
      const { config = {}, greeting, prompt, language, maxDurationS } = asked.overrides;
      assertEffect(config);
      assert.equal(config.name, 'For once');
      assert.deepEqual(
        [greeting, prompt, language, maxDurationS],
        ['Hi {{name}}!', 'Be kind to {{name}}.', 'en', 90],
      );
      assert.deepEqual([asked.variables, asked.metadata], [{ business_name: 'Acme' }, metadata]);
      const { url, secret, eventTypes, insteadOfAgents } = asked.webhook!;
      assert.deepEqual(
        [url, secret, eventTypes, insteadOfAgents],
        ['https://h.example.org/f', 's3cr3t', ['call.answered', 'call.ended'], true],
      );
    },
  ],
]);
