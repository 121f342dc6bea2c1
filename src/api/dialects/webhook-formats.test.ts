/** Bodies and signatures of the vendors' webhooks, and how their hooks' answers are read. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { endWith, type Call, type InboundAnswer, type InboundQuestion, type WebhookEvent } from '#domain';
import { createIdSource, realClock, realRandom } from '#kernel';
import { sampleCall } from '../../../test/storage/samples.ts';
import { UNCHANGED } from './flireo/agent-webhook.ts';
import { vendorInboundHooks, vendorWebhookFormats } from './webhook-formats.ts';

type Body = Readonly<Record<string, unknown>>;
/** What stands in a body at such a place, of members with a dot between them. */
const at = (body: unknown, path: string): unknown =>
  path.split('.').reduce((value, name) => (value as Body | undefined)?.[name], body);
const ids = createIdSource(realClock, realRandom);
const organizationId = ids.next();
const AT = Date.UTC(2026, 0, 10, 9);
const call: Call = {
  ...sampleCall(organizationId, { to: '+31600000002', status: 'ended', metadata: { crm: 7 } }),
  ...{ from: '+31200000001', outcome: endWith('callee-hung-up', 'conversation'), createdAt: AT },
  ...{ answeredAt: AT + 5_000, endedAt: AT + 47_000 },
};
const event = (type: string, data = {}): WebhookEvent => ({
  ...{ id: ids.next(), organizationId, type, at: AT, callId: call.id, agentId: null, subject: null },
  ...{ sequence: 4, data },
});
const facts = { call, recordingUrl: 'https://parley.test/r.wav' };
const { meetzy, synthflow, dial, flireo } = vendorWebhookFormats;
const render = (format: typeof dial, type: string, data = {}): Body | null =>
  JSON.parse(format.render(event(type, data), facts) ?? 'null') as Body | null;
const headers = (format: typeof dial, body: string, secret: string | null, type = 'call.analyzed') =>
  format.headers({
    ...{ eventId: ids.next(), type, callId: call.id, body, at: AT, signing: 'hmac' },
    secrets: secret === null ? [] : [secret],
  });

test('each format has words for its own events alone, and one report a call', () => {
  const told = (format: typeof dial) =>
    ['call.accepted', 'call.dialing', 'call.ringing', 'call.answered', 'call.ended', 'call.analyzed'].filter(
      (type) => render(format, type) !== null,
    );
  assert.deepEqual(told(meetzy), ['call.analyzed']);
  assert.deepEqual(told(synthflow), ['call.analyzed']);
  assert.deepEqual(told(dial), ['call.answered', 'call.analyzed']);
  assert.deepEqual(told(flireo), ['call.answered', 'call.ended', 'call.analyzed']);
  for (const format of [meetzy, synthflow, dial, flireo]) {
    assert.equal(render(format, 'call.analyzed', { rerun: true }), null);
    assert.equal(format.render(event('lead.completed'), { call: null, recordingUrl: null }), null);
  }
});

test('Synthflow: the report of §8.2, signed over the call id alone, in both header names', () => {
  const body = render(synthflow, 'call.analyzed')!;
  for (const member of ['status', 'error_message', 'lead', 'call', 'executed_actions', 'collected_variables'])
    assert.ok(member in body, member);
  assert.equal(at(body, 'lead.phone_number'), '+31600000002');
  assert.match(String(at(body, 'call.start_time')), /^2026-01-10T\d\d:00:00\.000000[+-]\d\d:\d\d$/);
  assert.deepEqual([at(body, 'call.recording_url'), at(body, 'call.duration')], [facts.recordingUrl, 42]);
  const wanted = createHmac('sha256', 'k')
    .update(String(at(body, 'call.call_id')))
    .digest('base64');
  assert.deepEqual(headers(synthflow, 'anything', 'k'), {
    ...{ 'Synthflow-Signature': wanted, HTTP_SYNTHFLOW_SIGNATURE: wanted },
  });
  assert.deepEqual(headers(synthflow, '', null), {});
});

test('dial: start and end, the call beside its old name, content always an object; no signature', () => {
  const [start, end] = [render(dial, 'call.answered')!, render(dial, 'call.analyzed')!];
  assert.deepEqual([start['type'], end['type']], ['start', 'end']);
  for (const body of [start, end]) {
    for (const member of ['id', 'organization_id', 'created', 'metadata'])
      assert.ok(member in (body['call'] as Body), member);
    assert.ok('assistant' in (body['call'] as Body) && typeof body['content'] === 'object');
  }
  assert.ok(Array.isArray(at(end, 'content.messages')));
  assert.deepEqual(headers(dial, '{}', 'k'), {});
  assert.deepEqual(dial.policy?.delaysMs.length, 2, 'three tries');
  assert.deepEqual(
    [null, 500, 404].map((status) => dial.policy!.retries(status)),
    [true, true, false],
  );
});

test('Flireo: G1 keys with their twins, `sha256=` over seconds, dot and body', () => {
  const { message } = render(flireo, 'call.analyzed') as { message: Body };
  assert.equal(message['type'], 'end-of-call-report');
  assert.deepEqual([message['durationSeconds'], message['duration_seconds']], [42, 42]);
  assert.deepEqual(message['phoneNumber'], message['phone_number']);
  assert.equal(at(message, 'customer.number'), '+31600000002');
  assert.equal(at(message, 'call.status'), 'ended');
  assert.deepEqual(at(message, 'assistant.metadata'), { crm: 7 });
  const started = (render(flireo, 'call.answered') as { message: Body }).message;
  assert.deepEqual([started['type'], at(started, 'call.status')], ['status-update', 'in-progress']);
  const signed = headers(flireo, '{"a":1}', 'k');
  const seconds = String(AT / 1000);
  assert.equal(signed['X-Webhook-Timestamp'], seconds);
  assert.equal(signed['X-Webhook-Event'], 'end-of-call-report');
  const wanted = createHmac('sha256', 'k').update(`${seconds}.{"a":1}`).digest('hex');
  assert.equal(signed['X-Webhook-Signature'], `sha256=${wanted}`);
  assert.ok(!('X-Webhook-Signature' in headers(flireo, '{}', null)));
});

test('Meetzy: the call as GET /call answers it, unsigned', () => {
  assert.ok(Object.keys(render(meetzy, 'call.analyzed')!).length > 3);
  assert.deepEqual(headers(meetzy, '{}', 'k'), {});
});

const hooks = vendorInboundHooks('small-llm');
const question: InboundQuestion = {
  ...{ organizationId, callId: call.id, agentId: ids.next(), agentName: 'A', numberId: ids.next() },
  ...{ numberName: 'Main', from: '+31600000002', to: '+31200000001', at: AT },
};
const nothing = { agentId: null, config: null, overrides: {}, variables: {}, metadata: {} };
const asked = { url: 'https://hook.test/', secret: 's3' };
const read = (vendor: 'flireo' | 'synthflow', value: unknown): InboundAnswer | null =>
  hooks[vendor].read(typeof value === 'string' ? value : JSON.stringify(value), asked);

test('Synthflow is asked by model and numbers, four times at most; its answers', () => {
  const asked = JSON.parse(hooks.synthflow.render(question)) as Body;
  assert.deepEqual(asked, {
    event: 'call_inbound',
    call_inbound: { model_id: question.agentId, from_number: question.from, to_number: question.to },
  });
  assert.deepEqual([hooks.synthflow.tries, hooks.synthflow.timeoutMs], [4, 10_000]);
  const given = { override_model_id: 'm2', custom_variables: { tier: 'gold' }, metadata: { a: 1 } };
  assert.deepEqual(read('synthflow', { call_inbound: given }), {
    ...{ kind: 'answer', ...nothing, agentId: 'm2', variables: { tier: 'gold' }, metadata: { a: 1 } },
  });
  assert.deepEqual(read('synthflow', { call_inbound: {} }), { kind: 'hang-up' });
  assert.deepEqual(read('synthflow', { call_inbound: { override_model_id: '' } }), {
    kind: 'answer',
    ...nothing,
  });
  for (const bad of ['no', '[]', '{}']) assert.equal(read('synthflow', bad), null);
});

test('Flireo’s assistant-request: the question, refusal, default, unreadable', () => {
  const { message } = JSON.parse(hooks.flireo.render(question)) as { message: Body };
  assert.deepEqual([message['type'], at(message, 'call.pipeline')], ['assistant-request', 'standard']);
  assert.deepEqual(read('flireo', { error: 'Closed.' }), { kind: 'refuse', text: 'Closed.' });
  assert.deepEqual(read('flireo', {}), { kind: 'default' });
  for (const bad of ['<html>', '[]', '7']) assert.equal(read('flireo', bad), null);
  assert.throws(() => read('flireo', { assistant: { first_message: 7 } }), /first_message/);
});

const blocks = {
  llm_config: { provider: 'openai', model: 'gpt-4o', messages: [{ role: 'system', content: 'Be kind.' }] },
  stt_config: { provider: 'deepgram', model: 'nova-3-general', language: 'nl', keyterms: ['Acme'] },
  tts_config: { provider: 'elevenlabs', voiceId: 'v1', speed: 1 },
};

for (const [generation, greeting, plan, threshold] of [
  ['G1', 'firstMessage', 'analysisPlan', 'minMessagesThreshold'],
  ['G2', 'first_message', 'analysis_plan', 'min_messages_threshold'],
] as const)
  test(`Flireo’s whole assistant runs this one call, in the spelling of ${generation}`, () => {
    const assistant = { ...blocks, [greeting]: 'Hoi!', [plan]: { [threshold]: 3 }, metadata: { b: 2 } };
    const answer = read('flireo', { assistant, maxDurationSeconds: 300 });
    assert.ok(answer?.kind === 'answer' && answer.config);
    const { config } = answer;
    assert.deepEqual([config.greeting, config.prompt, config.language], ['Hoi!', 'Be kind.', 'nl']);
    assert.deepEqual([config.max_duration_s, config.analysis?.min_turns], [300, 3]);
    assert.deepEqual([config.stt?.provider, config.stt?.keyterms], ['deepgram', ['Acme']]);
    assert.deepEqual([config.voice?.provider, config.voice?.id], ['elevenlabs', 'v1']);
    assert.deepEqual(
      [config.llm?.provider, config.llm?.model, answer.metadata],
      ['openai', 'gpt-4o', { b: 2 }],
    );
  });

test('Flireo’s hybrid: a saved assistant, and blocks that replace its own, whole', () => {
  const answer = read('flireo', {
    ...{ assistant_id: 'a1', max_duration_seconds: 60 },
    assistant: { first_message: 'One', stt_config: blocks.stt_config },
    assistant_override: { firstMessage: 'Two', stt_config: { provider: 'deepgram' } },
  });
  assert.ok(answer?.kind === 'answer');
  const { agentId, config, overrides } = answer;
  assert.deepEqual([agentId, config, overrides.greeting, overrides.maxDurationS], ['a1', null, 'Two', 60]);
  assert.deepEqual(overrides.config?.stt, { provider: 'deepgram' });
});

test('Flireo’s answer names its own webhook: its members, in the place of the agent’s', () => {
  const given = { webhook_url: 'https://own.test/', webhook_secret: 'k', webhook_events: ['status-update'] };
  const partial = read('flireo', { assistant: { first_message: 'Hoi!', ...given } });
  assert.deepEqual(at(partial, 'webhook'), {
    ...UNCHANGED,
    ...{ url: 'https://own.test/', secret: 'k', eventTypes: ['call.answered', 'call.ended'] },
  });
  const secret = { webhook_secret: 'k' };
  const signed = read('flireo', { assistant_id: 'a1', assistant_override: secret });
  assert.deepEqual(at(signed, 'webhook'), { ...UNCHANGED, secret: 'k' });
  assert.equal(at(read('flireo', { assistant: { first_message: 'Hoi!' } }), 'webhook'), undefined);
  // An agent of its own for this call is reported on as the number's is.
  assert.deepEqual(at(read('flireo', { assistant: blocks }), 'webhook'), UNCHANGED);
});

test('Flireo’s tools without an address are called where we asked', () => {
  const tools = [{ name: 'look', description: 'Looks.', parameters: {} }];
  const answer = read('flireo', { assistant: { ...blocks, llm_config: { ...blocks.llm_config, tools } } });
  const url = (of: unknown): unknown => at(of, 'config.tools.0.url');
  assert.deepEqual([url(answer), at(answer, 'config.tools.0.auth.secret')], [asked.url, 's3']);
  const own = { ...blocks, webhook_url: 'https://own.test/', llm_config: { ...blocks.llm_config, tools } };
  assert.equal(url(read('flireo', { assistant: own })), 'https://own.test/');
});
