/** §8, §10 to §13: members that need a database behind them, and which number a call shows. */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Body, Rig } from './rig.ts';

const record = {
  ...{
    record: 'DKIM',
    name: 'resend._domainkey',
    type: 'TXT',
    ttl: 'Auto',
    status: 'verified',
    value: 'p=1',
  },
  priority: 10,
};
const number = async ({ must }: Rig, phone_number: string, more: object = {}): Promise<string> =>
  (await must(201, 'POST', '/numbers', { phone_number, ...more }))['number'].id;
/** The number from which a call of the agent to somebody leaves. */
const shownTo = async (rig: Rig, agent_id: string, destination: string): Promise<string | null> => {
  const { call_id } = await rig.must(200, 'POST', '/calls/outbound', { agent_id, destination });
  return (await rig.must(200, 'GET', `/calls/${call_id}`))['phone_number'];
};

export const restRows: readonly Row<Rig>[] = [
  [
    'analysis templates: PATCH of every member, each natively so',
    async (rig) => {
      const { must } = rig;
      const schema = { type: 'object', properties: { a: { type: 'string' } } };
      const { id } = await must(201, 'POST', '/analysis-templates', {
        name: 'A',
        schema,
        min_messages_threshold: 4,
      });
      assert.equal((await must(200, 'GET', `/v1/analysis-templates/${id}`))['settings'].min_turns, 4);
      const other = { type: 'object', properties: { b: { type: 'number' } } };
      const messages = [{ role: 'user', content: 'Three {schema}.' }];
      const words = { system_prompt: 'One.', user_prompt: 'Two {{transcript}}.', messages };
      const patch = { ...words, schema: other, min_messages_threshold: 7 };
      const changed = (await must(200, 'PATCH', `/analysis-templates/${id}`, patch))['analysisTemplate'];
      assert.deepEqual(
        [
          changed.schema,
          changed.system_prompt,
          changed.user_prompt,
          changed.messages,
          changed.min_messages_threshold,
        ],
        [other, 'One.', 'Two {{transcript}}.', messages, 7],
      );
      const { settings } = await must(200, 'GET', `/v1/analysis-templates/${id}`);
      assert.deepEqual([settings.schema, settings.min_turns], [other, 7]);
      assert.equal(
        settings.schema_prompt,
        'One.\nTwo the transcript of the record.\nThree the schema given.',
      );
    },
  ],
  [
    'byok/config: ?test=false keeps a key that the provider was not asked about',
    async ({ must, store, organizationId }) => {
      const body = { provider: 'xai', config: { api_key: 'refused' } };
      await must(200, 'POST', '/byok/config?test=false', body);
      const kept = (await store.providerKeys.list(organizationId)).find(({ provider }) => provider === 'xai');
      assert.deepEqual([kept?.key, kept?.state], ['refused', 'untested']);
      await must(200, 'DELETE', '/byok', { provider: 'xai' });
    },
  ],
  [
    'campaigns: PATCH of both ends of the window',
    async (rig) => {
      const agent_id = await rig.agent();
      const { campaign } = await rig.must(201, 'POST', '/campaigns', {
        name: 'W',
        agent_id,
        timezone: 'UTC',
      });
      const times = { schedule_start_time: '08:00', schedule_end_time: '20:00:30' };
      await rig.must(200, 'PATCH', `/campaigns/${campaign.id}`, times);
      const { window } = await rig.must(200, 'GET', `/v1/campaigns/${campaign.id}`);
      assert.deepEqual([window.from, window.to], ['08:00', '20:00:30']);
    },
  ],
  [
    'usage: the number of a call that came in',
    async (rig) => {
      const number_id = await number(rig, '+31203330001');
      const like = await rig.talked(await rig.agent(), 11);
      const call = await rig.incoming(
        { ...like, numberId: number_id as never, to: '+31203330001' },
        'callee-hung-up',
      );
      const { logs } = await rig.must(200, 'GET', '/usage?limit=5');
      const row = logs.find((one: Body) => one['id'] === call.id);
      assert.deepEqual([row?.number_id, row?.phone_number], [number_id, '+31203330001']);
    },
  ],
  [
    'organizations: a child’s e-mail is that of its owner',
    async ({ must, store, ids, clock }) => {
      const { id } = await must(201, 'POST', '/organizations', { name: 'Owned' });
      const now = clock.now();
      await store.members.insert({
        ...{ id: ids.next(), organizationId: id, email: 'o@b.nl', name: 'O', role: 'owner', state: 'active' },
        ...{ passwordHash: null, invitationHash: null, invitationUntil: null, lastSignedInAt: null },
        ...{ createdAt: now, updatedAt: now },
      });
      const { children } = await must(200, 'GET', '/organizations?include_children=true');
      assert.equal(children.find((one: Body) => one['id'] === id).email, 'o@b.nl');
    },
  ],
  [
    'domains: the records that are to be set',
    async ({ must, store, organizationId, ids, clock }) => {
      const now = clock.now();
      const id = ids.next();
      await store.mail.insertDomain({
        ...{ id, organizationId, name: 'records.example.com', providerId: 'remote-7', state: 'pending' },
        ...{ region: 'eu-west-1', records: [record], sender: 'calls', verifiedAt: null },
        ...{ createdAt: now, updatedAt: now },
      });
      const shown = await must(200, 'GET', '/domains');
      assert.deepEqual([shown['domain_name'], shown['records']], ['records.example.com', [record]]);
      await store.mail.removeDomain(organizationId, id);
    },
  ],
  [
    '§3.1 without number_id: none is a 400; the agent’s own, then the same country, then the one that rested longest',
    async (rig) => {
      const { must, clock } = rig;
      const { api_key: key } = await must(201, 'POST', '/organizations', { name: 'Numbers' });
      const own: Rig = {
        ...rig,
        must: (status, method, path, body) => must(status, method, path, body, key),
      };
      const body = { name: 'N', language: 'en-US', prompt: 'Talk.' };
      const agent = (await own.must(201, 'POST', '/v1/agents', body))['id'];
      const none = await own.must(400, 'POST', '/calls/outbound', {
        agent_id: agent,
        destination: '+31612345671',
      });
      assert.equal(typeof none['code'], 'string');
      const bare = (await own.must(201, 'POST', '/v1/agents', body))['id'];
      const { trunk } = await own.must(201, 'POST', '/sip-trunks', { name: 'T', host: '127.0.0.1' });
      const through = { transfer_trunk_id: trunk.id };
      await number(own, '+34910000071', through);
      await number(own, '+31201110071', through);
      await number(own, '+31201110072', through);
      await number(own, '+34910000072', { ...through, agent_id: agent });
      await number(own, '+31201110073', { ...through, is_active: false });
      assert.equal(await shownTo(own, agent, '+31612345672'), '+34910000072', 'bound to the agent');
      const first = await shownTo(own, bare, '+31612345673');
      assert.match(first!, /^\+3120111007[12]$/, 'of the same country');
      await clock.advance(1_000);
      const explicit = await number(own, '+34910000073', through);
      const { call_id } = await own.must(200, 'POST', '/calls/outbound', {
        ...{ agent_id: bare, destination: '+31612345674', number_id: explicit },
      });
      assert.equal((await own.must(200, 'GET', `/calls/${call_id}`))['number_id'], explicit);
    },
  ],
  [
    '§3.1 an override’s webhook is told in the place of the agent’s, and so is nobody else’s',
    async (rig) => {
      const { must, store, organizationId } = rig;
      const webhook = { webhook_url: 'https://saved.example.org/f', webhook_secret: 'old' };
      const agentId = await rig.agent();
      const tools = [{ name: 'look', description: 'Looks.', parameters: {} }];
      await must(200, 'PATCH', `/agents/${agentId}`, { ...webhook, llm_config: { tools } });
      const calledAt: string[] = [];
      const toldOf = async (override: object | null): Promise<(string | undefined)[]> => {
        const { call_id } = await must(200, 'POST', '/calls/outbound', {
          ...{ agent_id: agentId, destination: `sip:o${rig.ids.next()}@127.0.0.1` },
          ...(override === null ? {} : { assistant_override: override }),
        });
        const [tool] = (await rig.read(call_id)).plan.config.tools ?? [];
        calledAt.push(tool?.type === 'http' ? tool.url : '');
        await rig.endDue(call_id);
        const told = await store.webhooks.listDeliveries(organizationId, { limit: 50, callId: call_id });
        const urls = await Promise.all(
          told.map(
            async ({ endpointId }) => (await store.webhooks.getEndpoint(organizationId, endpointId))?.url,
          ),
        );
        return [...new Set(urls)];
      };
      assert.deepEqual(await toldOf(null), [webhook.webhook_url]);
      assert.deepEqual(await toldOf({ webhook_url: 'https://once.example.org' }), [
        'https://once.example.org',
      ]);
      assert.deepEqual(await toldOf({ webhook_url: null }), []);
      assert.deepEqual(await toldOf({ first_message: 'Hi.' }), [webhook.webhook_url]);
      const { webhook_url: own } = webhook;
      assert.deepEqual(
        calledAt,
        [own, 'https://once.example.org', own, own],
        'tools without an address follow',
      );
    },
  ],
];
