/** §3 to §7: members that only one route takes, and lines of the page that have no field of their own. */
import assert from 'node:assert/strict';
import { endWith } from '#domain';
import { parseId, seededRandom } from '#kernel';
import { makeKey } from '../../../src/api/auth/keys.ts';
import { refusal, type Body, type Check, type FlireoWorld } from './world.ts';

let line = 100;
const fresh = (): string => `+312099${String(10_000 + line++)}`;
const realtime = {
  provider: 'xai_realtime',
  voice: 'rex',
  messages: [{ role: 'system', content: 'Be kind.' }],
};
const outbound = (world: FlireoWorld, body: Body) =>
  world.post('/calls/outbound', { destination: fresh(), ...body });

const config = {
  ...{ name: 'lookup', description: 'Finds.', parameters: { type: 'object', properties: {} } },
  url: 'https://t.example.org',
};
const savedTool = async (world: FlireoWorld, id: string) =>
  (await world.api.store.tools.get(world.api.organization.id, parseId(id)!))!;

export const restChecks: readonly Check[] = [
  ...['/agents', '/assistants'].map((path): Check => [
    `§4 a realtime voice, made and changed at ${path}`,
    async (world) => {
      const { agent } = (await world.post(path, { name: 'R', llm_config: realtime })).json<Body>();
      assert.deepEqual((await world.native(agent)).config.realtime, { provider: 'xai', voice: 'rex' });
      await world.patch(`${path}/${agent.id}`, { llm_config: { ...realtime, voice: 'sal' } });
      assert.deepEqual((await world.native(agent)).config.realtime, { provider: 'xai', voice: 'sal' });
    },
  ]),
  ...['agent_config', 'assistant', 'agent'].map((member): Check => [
    `§3.1 a realtime voice in ${member}; null blocks count as left out`,
    async (world) => {
      const given = { llm_config: realtime, stt_config: null, tts_config: null };
      const answer = await outbound(world, { [member]: given });
      assert.equal(answer.statusCode, 200, answer.body);
      const { agent } = world.asked();
      assert.deepEqual(agent.kind === 'inline' && agent.config.realtime, { provider: 'xai', voice: 'rex' });
    },
  ]),
  [
    '§3.1 a realtime voice in an assistant_override',
    async (world) => {
      const { id } = await world.agent();
      await outbound(world, { agent_id: id, assistant_override: { llm_config: realtime } });
      assert.deepEqual(world.asked().overrides.config?.realtime, { provider: 'xai', voice: 'rex' });
    },
  ],
  [
    '§3.1 an override of the secret alone signs for this call what goes to the agent’s address',
    async (world) => {
      const { id } = await world.agent({ webhook_url: 'https://saved.example.org', webhook_secret: 'old' });
      await outbound(world, { agent_id: id, assistant_override: { webhook_secret: 'new' } });
      const { url, secret, insteadOfAgents } = world.asked().webhook!;
      assert.deepEqual([url, secret, insteadOfAgents], ['https://saved.example.org', 'new', true]);
      await outbound(world, { agent_id: id, assistant_override: { webhook_url: null } });
      assert.deepEqual(world.asked().webhook?.eventTypes, [], 'null: this call tells nobody');
      await outbound(world, { agent_id: id, assistant_override: { first_message: 'Hi' } });
      assert.equal(world.asked().webhook, undefined);
    },
  ],
  [
    '§3.1 saved tools of the agent’s webhook follow where an override moves it, signed anew',
    async (world) => {
      const { id } = await world.agent({ webhook_url: 'https://saved.example.org', webhook_secret: 'old' });
      const toolsAt = async (override: Body) => {
        await outbound(world, { agent_id: id, assistant_override: override });
        return world.asked().overrides.toolsAt;
      };
      const moved = { from: 'https://saved.example.org', to: 'https://once.example.org' };
      assert.deepEqual(await toolsAt({ webhook_url: moved.to }), moved);
      const { auth, ...where } = (await toolsAt({ webhook_url: moved.to, webhook_secret: 'new' }))!;
      assert.ok(auth?.type === 'hmac' && auth.secret === 'new');
      assert.deepEqual(where, moved);
      assert.equal((await toolsAt({ webhook_url: moved.to, webhook_secret: null }))?.auth, null);
      assert.equal(await toolsAt({ webhook_events: ['status-update'] }), undefined);
    },
  ],
  [
    '§3.1 tools of an override without an address are called at the agent’s webhook',
    async (world) => {
      const { id } = await world.agent({ webhook_url: 'https://saved.example.org', webhook_secret: 'old' });
      const { url: _none, ...bare } = config;
      const llm_config = { provider: 'openai', tools: [bare] };
      const answer = await outbound(world, { agent_id: id, assistant_override: { llm_config } });
      assert.equal(answer.statusCode, 200, answer.body);
      const [tool] = world.asked().overrides.config?.tools ?? [];
      assert.ok(tool?.type === 'http' && tool.auth?.type === 'hmac');
      assert.deepEqual([tool.url, tool.auth.secret], ['https://saved.example.org', 'old']);
    },
  ],
  ...(
    [
      ['stt_config', 'deepgram'],
      ['tts_config', 'elevenlabs'],
      ['llm_config', 'xai_realtime'],
    ] as const
  ).map(([block, known]) =>
    refusal(
      `§3.1 a provider in ${block} that is not there: those that are`,
      (w) => w.post('/agents', { name: 'x', [block]: { provider: 'acme' } }),
      400,
      new RegExp(`${block}.provider.*${known}`),
    ),
  ),
  [
    '§3.1 placeholders of one brace and two, with blanks and dots',
    async (world) => {
      const { id } = await world.agent({ first_message: 'Hi {name}, {{ order.id }} and {{b}}.' });
      const { config: kept } = await world.native({ id });
      assert.match(kept.greeting!, /^Hi \{\{name\}\}, \{\{ ?order\.id ?\}\} and \{\{b\}\}\.$/);
    },
  ],
  [
    '§3.1 a call that waits is taken: 200, and connecting',
    async (world) => {
      const { id } = await world.agent();
      const { call_id } = (await outbound(world, { agent_id: id })).json<Body>();
      const callId = parseId(call_id)!;
      world.api.calls.change(callId, { status: 'scheduled', notBefore: world.api.clock.now() + 60_000 });
      assert.equal((await world.get(`/calls/${call_id}`)).json<Body>()['status'], 'connecting');
    },
  ],
  [
    '§3.3 analysis_result by the plan’s schema, and a link to the recording that needs no key',
    async (world) => {
      const analysis_plan = { structured_data_plan: { schema: { type: 'object' } } };
      const { id } = await world.agent({ analysis_plan });
      const { call_id } = (await outbound(world, { agent_id: id })).json<Body>();
      const callId = parseId(call_id)!;
      const { plan } = await world.api.calls.get(
        { organizationId: world.api.organization.id, mode: 'live', keyId: callId },
        callId,
      );
      const now = world.api.clock.now();
      world.api.calls.change(callId, {
        ...{ status: 'ended', outcome: endWith('callee-hung-up', 'conversation'), endedAt: now },
        plan: { ...plan, config: { ...plan.config, analysis: { schema: { type: 'object' } } } },
        recording: { path: 'x.wav', bytes: 44, durationMs: 1 },
        analysis: {
          ...{ by: 'llm', model: 'm', summary: 'Confirmed.', data: { order: '7' }, tags: [] },
          ...{ disposition: null, success: null, success_reason: null, sentiment: null, fault: null },
          created_at: now,
        },
      });
      const { calls } = (await world.get('/calls?limit=1')).json<Body>();
      const [row] = calls as Body[];
      assert.deepEqual(
        [row!['id'], row!['analysis_result'], row!['summary']],
        [call_id, { order: '7' }, 'Confirmed.'],
      );
      assert.match(row!['recording_url'], /^https?:\/\//);
      // A link is made anew for each reading.
      const read = (await world.get(`/calls/${call_id}`)).json<Body>();
      assert.deepEqual({ ...read, recording_url: row!['recording_url'] }, row);
    },
  ],
  [
    '§3.5 ten commands a minute to one call, the eleventh is a 429',
    async (world) => {
      const { id } = await world.agent();
      const { call_id } = (await outbound(world, { agent_id: id })).json<Body>();
      world.api.calls.change(parseId(call_id)!, { status: 'in_progress' });
      const say = () => world.post(`/calls/${call_id}/control`, { type: 'say', content: 'Hi.' });
      for (let told = 0; told < 10; told++) assert.equal((await say()).statusCode, 200);
      const over = await say();
      assert.deepEqual([over.statusCode, over.json<Body>()['code']], [429, 'rate_limit_exceeded']);
      assert.ok(Number(over.headers['retry-after']) > 0);
    },
  ],
  [
    '§3.5 a flag that is missing counts as false',
    async (world) => {
      const { id } = await world.agent();
      const { call_id } = (await outbound(world, { agent_id: id })).json<Body>();
      world.api.calls.change(parseId(call_id)!, { status: 'in_progress' });
      await world.post(`/calls/${call_id}/control`, { type: 'inject-context', content: 'VIP' });
      const told = world.api.calls.commands.at(-1)!.command;
      assert.ok(told.type === 'inform' && told.respond === false);
      await world.post(`/calls/${call_id}/control`, {
        type: 'transfer',
        destination: 'sip:a@b.nl',
        message: 'Hold.',
      });
      const moved = world.api.calls.commands.at(-1)!.command;
      assert.ok(moved.type === 'transfer' && moved.to === 'sip:a@b.nl' && moved.announcement === 'Hold.');
    },
  ],
  [
    '§1 DELETE /agents/{id}; refused (409) while a campaign that is not over has it',
    async (world) => {
      const { id } = await world.agent();
      const { campaign } = (
        await world.post('/campaigns', { name: 'Spring', agent_id: id, timezone: 'UTC' })
      ).json<Body>();
      const refused = await world.delete(`/agents/${id}`);
      assert.deepEqual([refused.statusCode, refused.json<Body>()['code']], [409, 'conflict']);
      assert.match(refused.json<Body>()['message'], /“Spring”/);
      await world.patch(`/campaigns/${campaign.id}`, { status: 'cancelled' });
      assert.deepEqual((await world.delete(`/agents/${id}`)).json(), { success: true });
    },
  ],
  [
    '§6 PATCH binds an agent by either name, and a trunk',
    async (world) => {
      const [one, two] = [await world.agent(), await world.agent()];
      const { trunk } = (await world.post('/sip-trunks', { name: 'T', host: 'x.example.org' })).json<Body>();
      const { number } = (await world.post('/numbers', { phone_number: fresh() })).json<Body>();
      const patch = async (body: Body) =>
        (await world.patch(`/numbers/${number.id}`, body)).json<Body>()['number'] as Body;
      assert.equal((await patch({ agent_id: one['id'] }))['assistant_id'], one['id']);
      assert.equal((await patch({ assistant_id: two['id'] }))['agent_id'], two['id']);
      assert.equal((await patch({ transfer_trunk_id: trunk.id }))['transfer_trunk_name'], 'T');
      const kept = await world.api.store.numbers.get(world.api.organization.id, parseId(number.id)!);
      assert.deepEqual([kept?.agentId, kept?.trunkId], [two['id'], trunk.id]);
    },
  ],
  [
    '§7 a trunk that is not active is dialled through no more',
    async (world) => {
      const made = await world.post('/sip-trunks', {
        name: 'Off',
        host: 'off.example.org',
        is_active: false,
      });
      const { trunk } = made.json<Body>();
      assert.equal(trunk.is_active, false);
      const { store, organization } = world.api;
      assert.equal((await store.trunks.get(organization.id, parseId(trunk.id)!))?.active, false);
    },
  ],
  [
    '§5 a template is made with every member, and PATCH turns it into another',
    async (world) => {
      const body = {
        ...{ name: 'Look', description: 'Ours', tool_type: 'function' },
        tool_config: { ...config, async: true, asyncResponse: 'Wait.' },
      };
      const { tool_template: made } = (await world.post('/tool-templates', body)).json<Body>();
      const first = await savedTool(world, made.id);
      assert.ok(first.config.type === 'http' && first.config.speech?.before === 'Wait.');
      const patch = async (more: Body) =>
        (await world.patch(`/tool-templates/${made.id}`, more)).json<Body>()['tool_template'] as Body;
      const later = await patch({
        ...{ name: 'Look up', description: 'Theirs', tool_type: 'function' },
        tool_config: { ...config, async: true, async_response: 'One second.' },
      });
      assert.deepEqual([later['name'], later['description']], ['Look up', 'Theirs']);
      const second = await savedTool(world, made.id);
      assert.ok(second.config.type === 'http' && second.config.speech?.before === 'One second.');
      const destination = { type: 'number', number: '+31200000009', description: 'Sales', message: 'Hold.' };
      const desk = await patch({ tool_type: 'transferCall', tool_config: { destinations: [destination] } });
      assert.deepEqual(desk['tool_config'], { destinations: [destination] });
      const third = await savedTool(world, made.id);
      assert.ok(third.config.type === 'transfer' && third.config.to === '+31200000009');
      assert.equal(third.config.announcement, 'Hold.');
      const anew = { name: 'Desk', tool_type: 'transferCall', tool_config: { destinations: [destination] } };
      assert.equal((await world.post('/tool-templates', anew)).statusCode, 201);
      const snake = { ...body, tool_config: { ...config, async: true, async_response: 'Wait.' } };
      const twin = (await world.post('/tool-templates', snake)).json<Body>()['toolTemplate'];
      assert.equal(twin.tool_config.asyncResponse, 'Wait.');
      const odd = { ...body, tool_type: 'endCall', tool_config: { async: 'later', destinations: ['Sales'] } };
      const told = await world.post('/tool-templates', odd);
      assert.equal(told.statusCode, 400, 'also what its type makes no use of');
      assert.match(told.body, /tool_config\.async.*tool_config\.destinations\[0\]/);
    },
  ],
  [
    '§1.1 keys that worked once: api_key_expired, api_key_revoked',
    async (world) => {
      const { api } = world;
      const random = seededRandom(9);
      const made = (expiresAt: number | null) =>
        makeKey(
          { ...api, random },
          {
            ...{ organizationId: api.organization.id, mode: 'live', name: 'k', scopes: null },
            ...{ requestsPerMinute: null, expiresAt },
          },
        );
      const [old, gone] = [made(api.clock.now() + 1), made(null)];
      for (const { record } of [old, gone]) await api.store.keys.insert(record);
      await api.store.keys.update(api.organization.id, gone.record.id, { revokedAt: api.clock.now() });
      await api.clock.advance(1_000);
      for (const [{ key }, code] of [
        [old, 'api_key_expired'],
        [gone, 'api_key_revoked'],
      ] as const) {
        const answer = await api.get('/flireo/api/v1/agents', { key });
        assert.deepEqual([answer.statusCode, answer.json<Body>()['code']], [401, code]);
      }
    },
  ],
  [
    '§1 ids are not judged by their form: the vendor’s own, of imported things, everywhere',
    async (world) => {
      const { store, organization } = world.api;
      const agent = await world.agent();
      const { number } = (
        await world.post('/numbers', { phone_number: fresh(), agent_id: agent['id'] })
      ).json<Body>();
      const { toolTemplate } = (
        await world.post('/tool-templates', { name: 'T', tool_type: 'function', tool_config: config })
      ).json<Body>();
      const { campaign } = (
        await world.post('/campaigns', {
          ...{ name: 'C', agent_id: agent['id'], timezone: 'UTC' },
          leads: [{ phone_number: '+31600000001' }],
        })
      ).json<Body>();
      const { leads } = (await world.get(`/campaigns/${campaign.id}/leads`)).json<Body>();
      const put = (noun: string, alias: string, id: string) =>
        store.aliases.put(organization.id, 'flireo', noun, alias, parseId(id)!);
      await put('agent', 'asst-zz', agent['id']);
      await put('number', '7f8azzzz', number.id);
      await put('tool', 'tpl-zz', toolTemplate.id);
      await put('campaign', 'camp-zz', campaign.id);
      await put('lead', 'lead-zz', leads[0].id);
      const read = async (path: string) => (await world.get(path)).json<Body>();
      assert.equal((await read('/agents/asst-zz'))['agent'].id, 'asst-zz');
      const told = (await read('/numbers/7f8azzzz'))['number'];
      assert.deepEqual([told.id, told.agent_id, told.assistant_id], ['7f8azzzz', 'asst-zz', 'asst-zz']);
      assert.equal((await read('/tool-templates/tpl-zz'))['tool_template'].id, 'tpl-zz');
      const shown = (await read('/campaigns/camp-zz'))['campaign'];
      assert.deepEqual([shown.id, shown.agent_id], ['camp-zz', 'asst-zz']);
      const [lead] = (await read('/campaigns/camp-zz/leads'))['leads'];
      assert.deepEqual([lead.id, lead.campaign_id], ['lead-zz', 'camp-zz']);
      const { call_id } = (
        await outbound(world, { agent_id: 'asst-zz', number_id: '7f8azzzz' })
      ).json<Body>();
      const call = await read(`/calls/${call_id}`);
      assert.deepEqual([call['agent_id'], call['number_id']], ['asst-zz', '7f8azzzz']);
      assert.equal((await world.delete('/campaigns/camp-zz/leads/lead-zz')).statusCode, 200);
    },
  ],
];
