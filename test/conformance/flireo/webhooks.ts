/** §9: what an agent's webhook is told, and how it is signed. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Call, WebhookEvent } from '#domain';
import { endWith } from '#domain';
import { flireoWebhook } from '../../../src/api/dialects/flireo/webhook-format.ts';
import type { Body, Check, FlireoWorld } from './world.ts';

const endpointOf = async (world: FlireoWorld, shown: Body) => {
  const { id, organizationId } = await world.native(shown);
  return (await world.api.store.webhooks.listEndpoints(organizationId, { limit: 1, agentId: id }))[0];
};
const url = 'https://h.example.org/f';

/** An ended call of a saved agent, and an event of it. */
async function told(world: FlireoWorld, type: string, more: Partial<Call> = {}): Promise<Body> {
  const { id } = await world.agent();
  const made = await world.post('/calls/outbound', {
    destination: `+3161${id.replace(/\D/g, '').slice(-7)}`,
    agent_id: id,
  });
  const call = await world.api.calls.get(
    { organizationId: world.api.organization.id, mode: 'live', keyId: id },
    made.json<Body>()['call_id'],
  );
  const event = {
    id,
    organizationId: call.organizationId,
    type,
    at: world.api.clock.now(),
    callId: call.id,
    agentId: null,
    subject: null,
    data: {},
    sequence: 1,
  } as unknown as WebhookEvent;
  const ended: Call = {
    ...call,
    from: '+31200000001',
    metadata: { crm: 7 },
    status: 'ended',
    outcome: endWith('callee-hung-up', 'conversation'),
    answeredAt: world.api.clock.now() - 9_000,
    endedAt: world.api.clock.now(),
    turns: [{ who: 'agent', text: 'Hello.', startMs: 0, endMs: 1, interrupted: false }],
    ...more,
  };
  return (
    JSON.parse(flireoWebhook.render(event, { call: ended, recordingUrl: 'https://r.example.org' })!) as Body
  )['message'] as Body;
}

const selections: readonly (readonly [unknown, readonly string[], boolean])[] = [
  [null, ['call.answered', 'call.ended', 'call.analyzed'], true],
  [[], ['call.answered', 'call.ended', 'call.analyzed'], true],
  [['status-update'], ['call.answered', 'call.ended'], false],
  [['end-of-call-report'], ['call.analyzed'], false],
  [['assistant-request'], [], true],
  [['tool-calls'], [], false],
];

export const webhookChecks: readonly Check[] = [
  ...selections.map(([webhook_events, types, asks]): Check => [
    `§9 webhook_events ${JSON.stringify(webhook_events)}`,
    async (world) => {
      const shown = await world.agent({ webhook_url: url, webhook_secret: 's3', webhook_events });
      const endpoint = await endpointOf(world, shown);
      assert.deepEqual(
        [endpoint?.url, endpoint?.format, endpoint?.secret, endpoint?.eventTypes],
        [url, 'flireo', 's3', types],
      );
      const { inbound_hook } = (await world.native(shown)).config;
      assert.deepEqual(inbound_hook, asks ? { url, format: 'flireo', secret: 's3' } : undefined);
    },
  ]),
  [
    '§9 PATCH moves the webhook, and null takes it away',
    async (world) => {
      const shown = await world.agent({ webhook_url: url, webhook_secret: 's3' });
      const moved = (await world.patch(`/agents/${shown['id']}`, { webhook_url: `${url}2` })).json<Body>()[
        'agent'
      ];
      const endpoint = await endpointOf(world, shown);
      assert.deepEqual([moved.webhook_url, endpoint?.url, endpoint?.secret], [`${url}2`, `${url}2`, 's3']);
      assert.equal((await world.native(shown)).config.inbound_hook?.url, `${url}2`);
      const none = (await world.patch(`/agents/${shown['id']}`, { webhook_url: null })).json<Body>()['agent'];
      assert.deepEqual(
        [none.webhook_url, none.webhook_events, await endpointOf(world, shown)],
        [null, [], undefined],
      );
      assert.equal((await world.native(shown)).config.inbound_hook, undefined);
    },
  ],
  [
    '§9 tools without an address follow the agent’s',
    async (world) => {
      const shown = await world.agent({
        webhook_url: url,
        llm_config: { tools: [{ name: 'a', description: 'b', parameters: {} }] },
      });
      await world.patch(`/agents/${shown['id']}`, { webhook_url: `${url}3` });
      const [tool] = (await world.native(shown)).config.tools ?? [];
      assert.equal(tool?.type === 'http' && tool.url, `${url}3`);
    },
  ],
  [
    '§9 frame: type, timestamp, call, both names of the line, customer, assistant with metadata',
    async (world) => {
      const message = await told(world, 'call.answered', { status: 'in_progress', outcome: null });
      assert.deepEqual(
        [message['type'], message['call'].type, message['call'].status],
        ['status-update', 'outboundPhoneCall', 'in-progress'],
      );
      assert.deepEqual(message['phoneNumber'], message['phone_number']);
      assert.equal(message['phoneNumber'].number, '+31200000001');
      assert.match(message['customer'].number, /^\+3161/);
      assert.match(message['timestamp'], /^\d{4}-.*\.\d{3}Z$/);
      assert.deepEqual(message['assistant'].metadata, { crm: 7 });
      assert.ok('llm_config' in message['assistant'] && 'tts_config' in message['assistant']);
    },
  ],
  [
    '§9.3 ended, and ended-with-error with its error',
    async (world) => {
      const ended = await told(world, 'call.ended');
      assert.deepEqual(
        [ended['call'].status, ended['end_reason'], 'error' in ended],
        ['ended', 'user_hangup', false],
      );
      const failed = await told(world, 'call.ended', { outcome: endWith('carrier-error', 'conversation') });
      assert.deepEqual([failed['call'].status, typeof failed['error']], ['ended-with-error', 'string']);
    },
  ],
  [
    '§9.4 end-of-call-report: G1’s keys and their twins',
    async (world) => {
      const report = await told(world, 'call.analyzed');
      assert.equal(report['type'], 'end-of-call-report');
      assert.deepEqual(
        [report['durationSeconds'], report['duration_seconds'], report['call'].status],
        [9, 9, 'ended'],
      );
      assert.deepEqual(report['messages'], [{ role: 'assistant', content: 'Hello.' }]);
      for (const name of ['summary', 'recording_url', 'end_reason', 'started_at', 'ended_at'])
        assert.ok(name in report, name);
    },
  ],
  [
    '§15.7 the signature: hex with sha256=, of `ts.body`, seconds',
    async () => {
      const body = '{"message":{}}';
      const headers = flireoWebhook.headers({
        type: 'call.ended',
        body,
        at: 1_767_000_000_999,
        secrets: ['s3'],
      } as never);
      assert.equal(headers['X-Webhook-Timestamp'], '1767000000');
      assert.equal(
        headers['X-Webhook-Signature'],
        `sha256=${createHmac('sha256', 's3').update(`1767000000.${body}`).digest('hex')}`,
      );
      assert.deepEqual(
        [headers['X-Webhook-Event'], headers['User-Agent']],
        ['status-update', 'HMS-Sovereign/1.0'],
      );
      const unsigned = flireoWebhook.headers({ type: 'call.analyzed', body, at: 0, secrets: [] } as never);
      assert.deepEqual(
        [unsigned['X-Webhook-Signature'], unsigned['X-Webhook-Event']],
        [undefined, 'end-of-call-report'],
      );
    },
  ],
  [
    '§9 a few tries with backoff for both events',
    async () => {
      assert.ok((flireoWebhook.policy?.delaysMs.length ?? 0) >= 2);
      assert.equal(flireoWebhook.policy?.retries(500), true);
    },
  ],
];
