/** §4: agents, each member with its effect on what calls run. */
import assert from 'node:assert/strict';
import type { AgentConfig } from '#domain';
import { refusal, type Body, type Check } from './world.ts';

/** A member, and what native makes of it. */
const members: readonly (readonly [Body, (config: AgentConfig) => unknown, unknown])[] = [
  [{ business_name: 'Acme' }, ({ variables }) => variables?.['business_name'], 'Acme'],
  [
    { notification_email: 'a@b.nl' },
    ({ notification }) => notification,
    { emails: ['a@b.nl'], when: 'ended' },
  ],
  [
    { notification_emails: ['a@b.nl', 'c@d.nl'] },
    ({ notification }) => notification?.emails,
    ['a@b.nl', 'c@d.nl'],
  ],
  [{ first_message: 'Hi {name}!' }, ({ greeting }) => greeting, 'Hi {{name}}!'],
  [{ firstMessage: 'Hi!' }, ({ greeting }) => greeting, 'Hi!'],
  [{ is_active: false }, ({ active }) => active, false],
  [{ max_duration_seconds: 90 }, ({ max_duration_s }) => max_duration_s, 90],
  [{ maxDurationSeconds: 91 }, ({ max_duration_s }) => max_duration_s, 91],
  [{ silence_timeout_seconds: 9 }, ({ silence }) => silence, { reminder_after_s: 9, max_reminders: 0 }],
  [{ autonomous_silence_handling: true }, ({ silence }) => silence, { autonomous: true }],
  [{ voicemail_detection: true }, ({ machine }) => machine, { on_machine: 'hang_up' }],
  [
    { voicemail_message: 'Call us.' },
    ({ machine }) => machine,
    { on_machine: 'leave_message', message: 'Call us.' },
  ],
  [{ gdpr_mode: true }, ({ record, transcript }) => [record, transcript], [false, { keep: false }]],
  [
    {
      analysis_plan: {
        structuredDataPlan: { enabled: true, schema: { type: 'object' } },
        minMessagesThreshold: 3,
      },
    },
    ({ analysis }) => analysis,
    { schema: { type: 'object' }, min_turns: 3 },
  ],
  [
    { analysisPlan: { structured_data_plan: { schema: { type: 'object' } }, min_messages_threshold: 4 } },
    ({ analysis }) => analysis,
    { schema: { type: 'object' }, min_turns: 4 },
  ],
];

export const agentChecks: readonly Check[] = [
  ...members.map(([member, of, wanted]): Check => [
    `§4 create with ${JSON.stringify(member).slice(0, 70)}`,
    async (world) => {
      const { config } = await world.native(await world.agent(member));
      assert.deepEqual(of(config), wanted);
    },
  ]),
  ...members
    .slice(0, 4)
    .concat(members.slice(5))
    .map(([member, of, wanted]): Check => [
      `§4 PATCH ${JSON.stringify(member).slice(0, 70)}, then null`,
      async (world) => {
        const made = await world.agent();
        const changed = await world.patch(`/agents/${made['id']}`, member);
        assert.equal(changed.statusCode, 200, changed.body);
        assert.deepEqual(of((await world.native(made)).config), wanted);
        const none = Object.fromEntries(Object.keys(member).map((name) => [name, null]));
        assert.equal((await world.patch(`/agents/${made['id']}`, none)).statusCode, 200);
        assert.notDeepEqual(of((await world.native(made)).config), wanted);
      },
    ]),
  [
    '§4 only name is required; the rest is the platform’s, told with it',
    async (world) => {
      const shown = await world.agent();
      assert.deepEqual(shown['stt_config'], {
        provider: 'deepgram',
        model: 'nova-3-general',
        language: 'nl',
      });
      const { provider, model, temperature, messages, tools } = shown['llm_config'] as Body;
      assert.deepEqual(
        [provider, model, temperature, messages, tools],
        ['openai', 'gpt-4o-mini', 0.7, [], []],
      );
      const { config } = await world.native(shown);
      assert.deepEqual(config.stt, { provider: 'deepgram', model: 'nova-3-general' });
      assert.deepEqual(config.llm, { provider: 'openai', model: 'gpt-4o-mini', temperature: 0.7 });
      assert.equal(config.language, 'nl');
      assert.deepEqual(
        ['business_name', 'notification_email', 'first_message', 'webhook_url', 'analysis_plan'].map(
          (name) => shown[name],
        ),
        [null, null, null, null, null],
      );
      assert.equal(shown['is_active'], true);
      assert.match(String(shown['created_at']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    },
  ],
  [
    '§2 both wrappers, under both paths',
    async (world) => {
      const made = (await world.post('/assistants', { name: 'Two' })).json<Body>();
      assert.deepEqual(made['agent'], made['assistant']);
      const id = String(made['agent'].id);
      for (const path of ['/agents', '/assistants']) {
        const list = (await world.get(path)).json<Body>();
        assert.deepEqual(list['agents'], list['assistants']);
        assert.ok((list['agents'] as Body[]).some((one) => one['id'] === id));
        const read = (await world.get(`${path}/${id}`)).json<Body>();
        assert.deepEqual([read['agent'], read['assistant']], [made['agent'], made['agent']]);
        const changed = (await world.patch(`${path}/${id}`, { business_name: path })).json<Body>();
        assert.equal(changed['assistant'].business_name, path);
        await world.patch(`${path}/${id}`, { business_name: null });
        made['agent'].updated_at = (await world.get(`/agents/${id}`)).json<Body>()['agent'].updated_at;
      }
    },
  ],
  [
    '§1 delete answers 200 {"success":true}; numbers are unassigned; then 404',
    async (world) => {
      const { id } = await world.agent({ webhook_url: 'https://hooks.example.org/f' });
      const number = (
        await world.post('/numbers', { phone_number: '+31200000077', agent_id: id })
      ).json<Body>()['number'];
      const gone = await world.delete(`/assistants/${id}`);
      assert.deepEqual([gone.statusCode, gone.json()], [200, { success: true }]);
      assert.equal((await world.get(`/numbers/${number.id}`)).json<Body>()['number'].agent_id, null);
      const { webhooks } = world.api.store;
      const left = await webhooks.listEndpoints(world.api.organization.id, { limit: 1000 });
      assert.ok(left.every(({ agentId }) => agentId !== id));
      for (const method of ['get', 'delete'] as const)
        assert.equal((await world[method](`/agents/${id}`)).statusCode, 404);
    },
  ],
  [
    '§4 an agent of the native API is told in Flireo’s shape, and what it has beside stays when Flireo changes it',
    async (world) => {
      const made = await world.api.post('/v1/agents', {
        name: 'Native',
        prompt: 'Be kind.',
        language: 'en-US',
        greeting: 'Hello.',
        turns: { preset: 'quick' },
        tools: [{ type: 'send_dtmf' }, { type: 'end_call' }],
      });
      const id = made.json<Body>()['aliases'].flireo as string;
      const { agent } = (await world.get(`/agents/${id}`)).json<Body>();
      assert.deepEqual(
        [agent.name, agent.first_message, agent.llm_config.messages, agent.llm_config.tools],
        ['Native', 'Hello.', [{ role: 'system', content: 'Be kind.' }], [{ type: 'endCall' }]],
      );
      await world.patch(`/agents/${id}`, {
        llm_config: { messages: [{ role: 'system', content: 'Sell.' }] },
      });
      const { config } = await world.native({ id });
      assert.deepEqual([config.turns, config.tools], [{ preset: 'quick' }, [{ type: 'send_dtmf' }]]);
      assert.equal(config.prompt, 'Sell.');
    },
  ],
  [
    '§4 what native changes is told so; other members stay as they were written',
    async (world) => {
      const made = await world.agent({
        tts_config: { provider: '11labs', voiceId: 'abc' },
        first_message: 'One',
      });
      assert.deepEqual(made['tts_config'], { provider: '11labs', voice_id: 'abc', voiceId: 'abc' });
      const elsewhere = async (patch: Partial<AgentConfig>): Promise<void> => {
        const { id, organizationId, config } = await world.native(made);
        await world.api.store.agents.update(
          organizationId,
          id,
          { ...config, ...patch },
          world.api.clock.now(),
        );
      };
      await elsewhere({ greeting: 'Two' });
      const { agent } = (await world.get(`/agents/${made['id']}`)).json<Body>();
      assert.deepEqual([agent.first_message, agent.tts_config.provider], ['Two', '11labs']);
      await elsewhere({ voice: { provider: 'openai', id: 'alloy' } });
      const after = (await world.get(`/agents/${made['id']}`)).json<Body>()['agent'];
      assert.deepEqual(after.tts_config, { provider: 'openai', voice_id: 'alloy', voiceId: 'alloy' });
    },
  ],
  [
    '§4 an agent with a production version runs what Flireo changes',
    async (world) => {
      const made = await world.agent();
      const id = made['id'] as string;
      const version = (await world.api.post(`/v1/agents/${id}/versions`, { message: 'one' })).json<Body>();
      await world.api.ask('PUT', `/v1/agents/${id}/production`, { body: { version_id: version['id'] } });
      const before = (await world.native(made)).productionVersionId;
      await world.patch(`/agents/${id}`, { first_message: 'New' });
      const agent = await world.native(made);
      const { store, organization } = world.api;
      if (before !== null) assert.notEqual(agent.productionVersionId, before);
      const running =
        agent.productionVersionId === null
          ? agent
          : await store.agents.getVersion(organization.id, agent.id, agent.productionVersionId);
      assert.equal(running?.config.greeting, 'New');
    },
  ],
  refusal('§4 no name', (w) => w.post('/agents', { first_message: 'x' }), 400, /name: Is required/),
  refusal(
    '§4 a name that is null',
    async (w) => w.patch(`/agents/${(await w.agent())['id']}`, { name: null }),
    400,
    /name/,
  ),
  refusal(
    '§4 no e-mail',
    (w) => w.post('/agents', { name: 'x', notification_email: 'x' }),
    400,
    /notification_email/,
  ),
  refusal(
    '§4 six e-mails',
    (w) => w.post('/agents', { name: 'x', notification_emails: [1, 2, 3, 4, 5, 6].map((n) => `a${n}@b.nl`) }),
    400,
    /notification_emails/,
  ),
  refusal(
    '§4 a webhook that is no address',
    (w) => w.post('/agents', { name: 'x', webhook_url: 'x' }),
    400,
    /webhook_url/,
  ),
  refusal(
    '§4 an event that is none',
    (w) => w.post('/agents', { name: 'x', webhook_events: ['x'] }),
    400,
    /webhook_events\[0\]/,
  ),
  refusal(
    '§4 a flag that is text',
    (w) => w.post('/agents', { name: 'x', is_active: 'yes' }),
    400,
    /is_active/,
  ),
  refusal('§4 an unknown agent', (w) => w.get('/agents/17a0zzzz'), 404, /No agent/),
  refusal('§4 no object', (w) => w.post('/agents', []), 400, /JSON object/),
];
