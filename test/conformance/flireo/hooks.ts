/** §9.1, §9.2: the two questions that wait for an answer. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { InboundAnswer, InboundQuestion } from '#domain';
import { createFlireoInboundHook } from '../../../src/api/dialects/flireo/inbound-hook.ts';
import { toolCallEnvelope } from '../../../src/api/dialects/flireo/tool-calls.ts';
import { Opened } from '../../../src/conversation/shell/secrets.ts';
import { toolRequest } from '../../../src/conversation/tools/request.ts';
import { ownResult } from '../../../src/conversation/tools/result.ts';
import type { Body, Check, FlireoWorld } from './world.ts';

const hook = createFlireoInboundHook('small-llm');
const asked = { url: 'https://a.example.org/f', secret: 's3' };
const read = (answer: unknown): InboundAnswer | null => hook.read(JSON.stringify(answer), asked);
const answered = (answer: unknown) => {
  const made = read(answer);
  assert.ok(made?.kind === 'answer');
  return made;
};
const question = ({ api }: FlireoWorld): InboundQuestion => ({
  ...{ organizationId: api.organization.id, callId: api.organization.id, agentId: null, agentName: 'A' },
  ...{ numberId: api.organization.id, numberName: 'Main line' },
  ...{ from: '+31600000002', to: '+31200000001', at: Date.UTC(2026, 0, 10, 9, 0, 5) },
});
const whole = {
  llm_config: { provider: 'openai', model: 'gpt-4o', messages: [{ role: 'system', content: 'Be kind.' }] },
  stt_config: { provider: 'deepgram', language: 'nl' },
  tts_config: { provider: 'elevenlabs', voiceId: 'v1' },
};

export const hookChecks: readonly Check[] = [
  [
    '§9.1 assistant-request: its frame, headers and signature; 5 s, once, then the default agent',
    async (world) => {
      const body = hook.render(question(world));
      const { message } = JSON.parse(body) as Body;
      assert.deepEqual(
        [message['type'], message['timestamp'], message['call'].type, message['call'].status],
        ['assistant-request', '2026-01-10T09:00:05.000Z', 'inboundPhoneCall', 'ringing'],
      );
      assert.equal(message['call'].pipeline, 'standard');
      assert.deepEqual(message['phoneNumber'], message['phone_number']);
      const { number, name } = message['phoneNumber'];
      assert.deepEqual(
        [number, name, message['customer'].number],
        ['+31200000001', 'Main line', '+31600000002'],
      );
      const at = 1_767_000_000_999;
      const headers = hook.headers(question(world), body, at, 's3');
      assert.equal(headers['X-Webhook-Event'], 'assistant-request');
      assert.equal(headers['X-Webhook-Timestamp'], '1767000000');
      const digest = createHmac('sha256', 's3').update(`1767000000.${body}`).digest('hex');
      assert.equal(headers['X-Webhook-Signature'], `sha256=${digest}`);
      assert.deepEqual([hook.tries, hook.timeoutMs, hook.fallback], [1, 5_000, { kind: 'default' }]);
    },
  ],
  [
    '§9.1 {} is the default; {"error"} is spoken, and refuses; what is no JSON is no answer',
    async () => {
      assert.deepEqual(read({}), { kind: 'default' });
      assert.deepEqual(read({ error: 'We are closed.' }), { kind: 'refuse', text: 'We are closed.' });
      for (const bad of ['<html>', '[]', '7', 'null']) assert.equal(hook.read(bad, asked), null);
    },
  ],
  ...(
    [
      ['G1', 'firstMessage', 'analysisPlan', 'maxDurationSeconds'],
      ['G2', 'first_message', 'analysis_plan', 'max_duration_seconds'],
    ] as const
  ).map(([generation, greeting, plan, seconds]): Check => [
    `§9.1 ${generation}: a whole assistant, its length beside it, metadata echoed`,
    async () => {
      const assistant = { ...whole, [greeting]: 'Hoi!', [plan]: { minMessagesThreshold: 3 } };
      const { config, metadata } = answered({
        assistant: { ...assistant, metadata: { a: 1 } },
        [seconds]: 300,
      });
      assert.deepEqual(
        [
          config?.greeting,
          config?.prompt,
          config?.language,
          config?.max_duration_s,
          config?.analysis?.min_turns,
        ],
        ['Hoi!', 'Be kind.', 'nl', 300, 3],
      );
      assert.deepEqual([config?.voice?.id, metadata], ['v1', { a: 1 }]);
    },
  ]),
  [
    '§9.1 assistant_id with an override: each block in the place of the saved one',
    async () => {
      const { agentId, config, overrides } = answered({
        assistant_id: 'a1',
        assistant_override: { first_message: 'Two', stt_config: { provider: 'deepgram' } },
        max_duration_seconds: 60,
      });
      assert.deepEqual(
        [agentId, config, overrides.greeting, overrides.maxDurationS],
        ['a1', null, 'Two', 60],
      );
      assert.deepEqual(overrides.config?.stt, { provider: 'deepgram' });
    },
  ],
  [
    '§9.1 the length alone leaves the default agent',
    async () => {
      const { agentId, config, overrides } = answered({ maxDurationSeconds: 300 });
      assert.deepEqual([agentId, config, overrides.maxDurationS], [null, null, 300]);
    },
  ],
  [
    '§9.1 webhook_url, webhook_secret and webhook_events of an answer are those of its call',
    async () => {
      const { webhook } = answered({
        assistant: { ...whole, webhook_url: 'https://b.example.org', webhook_secret: 'k' },
      });
      assert.deepEqual(
        [webhook?.url, webhook?.secret, webhook?.format],
        ['https://b.example.org', 'k', 'flireo'],
      );
      const partial = answered({
        assistant_id: 'a',
        assistant_override: { webhook_events: ['status-update'] },
      });
      assert.deepEqual(partial.webhook?.eventTypes, ['call.answered', 'call.ended']);
      assert.equal(partial.webhook && 'url' in partial.webhook, false);
    },
  ],
  [
    '§9.2 tool-calls: both lists, arguments an object, the call by its REST id; headers and 10 s',
    async (world) => {
      const { id } = await world.agent({
        webhook_url: asked.url,
        webhook_secret: 's3',
        llm_config: { tools: [{ name: 'lookup', description: 'Finds.', parameters: {} }] },
      });
      const [tool] = (await world.native({ id })).config.tools ?? [];
      assert.ok(tool?.type === 'http' && tool.timeout_ms === 10_000);
      const variables = {
        ...{ call_uuid: 'c-1', call_direction: 'outbound', our_number: '+31200000001' },
        ...{ person: { number: '+31600000002' }, call_metadata: { crm: 7 } },
      };
      const { body, headers } = toolRequest(tool, { q: 'x' }, variables, {
        run: 't1',
        at: 1_767_225_600_500,
      });
      const { message } = JSON.parse(String(body)) as Body;
      const call = { id: 't1', type: 'function', function: { name: 'lookup', arguments: { q: 'x' } } };
      assert.deepEqual([message['toolCallList'], message['tool_call_list']], [[call], [call]]);
      assert.deepEqual(message['call'], { id: 'c-1', type: 'outboundPhoneCall', status: 'in-progress' });
      assert.deepEqual(message['assistant'], { metadata: { crm: 7 } });
      const digest = createHmac('sha256', 's3').update(`1767225600.${body}`).digest('hex');
      assert.deepEqual(
        ['x-webhook-event', 'x-webhook-timestamp', 'user-agent'].map((name) => headers?.[name]),
        ['tool-calls', '1767225600', 'HMS-Sovereign/1.0'],
      );
      assert.deepEqual(new Opened(undefined).httpAuth(tool.auth, headers!, body), {
        'x-webhook-signature': `sha256=${digest}`,
      });
    },
  ],
  ...(
    [
      [{ results: [{ toolCallId: 't1', result: 'Friday' }] }, { result: 'Friday' }],
      [{ results: [{ tool_call_id: 't1', result: { a: 1 } }] }, { result: { a: 1 } }],
      [{ result: 'Friday' }, { result: 'Friday' }],
      [{ day: 'Friday' }, { result: { day: 'Friday' } }],
      [{ error: 'Closed.' }, { error: 'Closed.' }],
    ] as const
  ).map(([answer, wanted]): Check => [
    `§9.2 a tool’s answer ${JSON.stringify(answer)}`,
    async () => {
      assert.equal(toolCallEnvelope(null).answer, 'results');
      assert.deepEqual(ownResult(answer, 't1'), wanted);
    },
  ]),
];
