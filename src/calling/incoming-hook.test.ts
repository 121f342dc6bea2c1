/** Who answers is asked before a call is answered: what each answer makes of the call. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ScriptedLine } from '#audio';
import type { Agent, InboundAnswer, InboundHook, InboundQuestion, PhoneNumber, Store } from '#domain';
import { createIdSource, Emitter, realClock, realRandom, silentLogger, spellNative } from '#kernel';
import { createRecordingStore } from '#recording';
import type { IncomingSipCall, SipCallEvents } from '#telephony';
import { ScriptedStt, ScriptedTts } from '../conversation/testing.ts';
import { sampleCapabilities } from '../domain/models/testing.ts';
import { openTestStore } from '../storage/testing.ts';
import { fixedModels } from './call-models.ts';
import { takeIncomingCall } from './incoming-call.ts';
import { DEFAULT_LIMITS, type EngineOptions } from './options.ts';

const ids = createIdSource(realClock, realRandom);
const hookAt = (url: string): InboundHook => ({ url, format: 'standard' });
const sayer = (name: string) => ({
  ...{ name, language: 'en-US', interruptible: true, inbound_hook: hookAt('https://agent.test/') },
  flow: { start: 'bye', nodes: [{ id: 'bye', type: 'end' as const, text: `I am ${name}.` }], edges: [] },
});

/** One call to the number, whose hook answers so. */
async function callWith(
  t: TestContext,
  answer: InboundAnswer,
  ofNumber?: Partial<PhoneNumber>,
  setUp: (store: Store, ann: Agent) => Promise<void> = async () => {},
) {
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const { id: organizationId } = await store.organizations.ensureDefault();
  const times = { createdAt: 1, updatedAt: 1 };
  const agents = ['Ann', 'Bob'].map((name): Agent => ({
    id: ids.next(),
    organizationId,
    config: sayer(name),
    productionVersionId: null,
    ...times,
  }));
  for (const agent of agents) await store.agents.insert(agent);
  const [ann, bob] = agents as [Agent, Agent];
  await store.numbers.insert({
    ...{ id: ids.next(), organizationId, e164: '+15550100001', trunkId: null, agentId: ann.id, name: '' },
    ...{ active: true, lastUsedAt: null, reservedForAgents: [], ownerOrganizationId: null, routes: null },
    ...{ ...times, ...ofNumber },
  });
  await setUp(store, ann);
  const asked: (InboundQuestion & { url: string })[] = [];
  const events = new Emitter<SipCallEvents>();
  const rejected: number[] = [];
  const tts = new ScriptedTts();
  const named = answer.kind === 'answer' && answer.agentId === 'Bob' ? spellNative('agent', bob.id) : null;
  const ended = Promise.withResolvers<void>();
  const sip = {
    ...{ header: () => undefined, ring: () => {}, onOffer: () => {}, onOfferWanted: () => {} },
    ...{ events, calledUser: '+15550100001', from: '<sip:+15550200002@127.0.0.1>', source: '127.0.0.1:5080' },
    ...{ identity: { callId: 'c', localTag: 't', branch: 'z9hG4bKb', cseq: 1 }, offer: 'v=0' },
    reject: (status: number) => (rejected.push(status), ended.resolve()),
    hangUp: () => {},
    accept: async () => events.emit('ended', { kind: 'bye', by: 'peer' } as never),
  } as unknown as IncomingSipCall;
  const options = {
    ...{ store, ids, clock: realClock, random: realRandom, nodeId: ids.next(), logger: silentLogger },
    media: {
      open: async () =>
        Object.assign(new ScriptedLine(), {
          takeOffer: () => ({ ok: true, codec: 'PCMU', telephoneEvent: true, answer: 'v=0' }),
          close: async () => {},
        }),
    },
    ...{ recordings: createRecordingStore('/nowhere'), limits: DEFAULT_LIMITS },
    models: fixedModels({ tts, stt: new ScriptedStt() }, sampleCapabilities()),
    hooks: {
      ask: async (hook: InboundHook, question: InboundQuestion) => {
        asked.push({ ...question, url: hook.url });
        const given = named === null ? answer : { ...answer, agentId: named };
        return { answer: given, tries: 1, status: 200, fault: null, ms: 3 };
      },
    },
  } as unknown as EngineOptions;
  await takeIncomingCall(sip, options, { begun: () => {}, ended: () => ended.resolve() });
  await ended.promise;
  const { rows } = await store.calls.list(organizationId, { limit: 10 });
  const [call] = rows;
  const log = call ? await store.calls.events(organizationId, call.id, 0, 100) : [];
  const told = await store.webhooks.listDeliveries(organizationId, { limit: 100 });
  const endpoints = await Promise.all(
    [...new Set(told.map(({ endpointId }) => endpointId))].map((id) =>
      store.webhooks.getEndpoint(organizationId, id),
    ),
  );
  return { call, ann, bob, asked, rejected, log, endpoints, told };
}

const nothing = { agentId: null, config: null, overrides: {}, variables: {}, metadata: {} };

test('the default is the number’s own agent; what was asked and answered is in the log', async (t) => {
  const { call, ann, asked, log } = await callWith(t, { kind: 'default' });
  assert.equal(call?.plan.agentId, ann.id);
  assert.deepEqual(
    [asked[0]?.url, asked[0]?.from, asked[0]?.to, asked[0]?.agentId],
    ['https://agent.test/', '+15550200002', '+15550100001', ann.id],
  );
  assert.deepEqual(log.find(({ type }) => type === 'inbound-hook-asked')?.data, {
    ...{ answer: 'default', tries: 1, status: 200, fault: null, ms: 3 },
  });
});

test('another agent, with overrides, variables and metadata', async (t) => {
  const { call, bob } = await callWith(t, {
    ...{ kind: 'answer', agentId: 'Bob', config: null, variables: { tier: 'gold' }, metadata: { crm: 7 } },
    overrides: { greeting: 'Welcome.', maxDurationS: 30 },
  });
  assert.equal(call?.plan.agentId, bob.id);
  const { config, variables, maxDurationMs } = call!.plan;
  assert.deepEqual([config.greeting, maxDurationMs, variables['tier']], ['Welcome.', 30_000, 'gold']);
  assert.deepEqual(call!.metadata, { crm: 7 });
});

test('an agent of its own for this call, saved nowhere', async (t) => {
  const config = { ...sayer('Cid'), name: 'Cid' };
  const { call } = await callWith(t, { kind: 'answer', ...nothing, config });
  assert.deepEqual([call?.plan.agentId, call?.plan.agentName], [null, 'Cid']);
});

test('an agent that nobody has is noted, and the own one answers', async (t) => {
  const { call, ann, log } = await callWith(t, { kind: 'answer', ...nothing, agentId: 'agent_none' });
  assert.equal(call?.plan.agentId, ann.id);
  assert.deepEqual(log.find(({ type }) => type === 'inbound-hook-agent-unknown')?.data, {
    agent_id: 'agent_none',
  });
});

test('refused with words: they are all that is said, by the own voice', async (t) => {
  const { call, log } = await callWith(t, { kind: 'refuse', text: 'We are full.' });
  assert.match(JSON.stringify(call?.plan.config.flow), /We are full/);
  assert.ok(log.some(({ type, data }) => type === 'call-refused' && data['rule'] === 'hook-refused'));
});

test('hung up: nothing is answered and no call exists', async (t) => {
  const { call, rejected } = await callWith(t, { kind: 'hang-up' });
  assert.deepEqual([call, rejected], [undefined, [480]]);
});

test('the number’s own hook is asked in the place of its agent’s, secret and all', async (t) => {
  const inboundHook = { ...hookAt('https://number.test/'), secret: 's3' };
  const { asked } = await callWith(t, { kind: 'default' }, { inboundHook });
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['https://number.test/'],
  );
});

/** It needs a language model, and there is none. */
const thinker = { name: 'Cid', language: 'en-US', interruptible: true, prompt: 'Talk about {{topic}}.' };

test('an answer that cannot run is noted, and the own agent answers as it is', async (t) => {
  const { call, ann, log } = await callWith(t, { kind: 'answer', ...nothing, config: thinker });
  assert.equal(call?.plan.agentId, ann.id);
  const note = log.find(({ type }) => type === 'inbound-hook-unusable');
  assert.equal(note?.data['code'], 'llm-missing', JSON.stringify(note));
  assert.match(String(note?.data['detail']), /language model/);
});

const alone = { agentId: null, name: 'Front desk', inboundHook: hookAt('https://number.test/') };

test('a number without an agent: its hook decides', async (t) => {
  const { call, bob, asked } = await callWith(t, { kind: 'answer', ...nothing, agentId: 'Bob' }, alone);
  assert.deepEqual([asked[0]?.agentId, asked[0]?.agentName], [null, 'Front desk']);
  assert.equal(call?.plan.agentId, bob.id);
  assert.notEqual(call?.outcome?.code, 'failed');
});

test('… and may refuse with words', async (t) => {
  const { call, rejected } = await callWith(t, { kind: 'refuse', text: 'We are closed.' }, alone);
  assert.match(JSON.stringify(call?.plan.config.flow), /We are closed/);
  assert.deepEqual(rejected, []);
});

for (const [why, answer, detail] of [
  ['names nobody', { kind: 'default' }, /has no agent/],
  [
    'answers what cannot run',
    {
      ...{ kind: 'answer', ...nothing },
      config: thinker,
    },
    /cannot run.*language model/,
  ],
] satisfies [string, InboundAnswer, RegExp][])
  test(`… and when it ${why}, the call is refused, on record with the reason`, async (t) => {
    const { call, rejected, log } = await callWith(t, answer, alone);
    assert.deepEqual(rejected, [480]);
    const { code, end_reason } = call!.outcome!;
    assert.deepEqual([code, end_reason.code, call!.plan.agentId], ['failed', 'agent-misconfigured', null]);
    assert.match(end_reason.detail, detail);
    assert.ok(log.some(({ type }) => type === 'inbound-hook-asked'));
  });

/** Ann's own endpoint, and one of the organization. */
const withEndpoints = async (store: Store, { organizationId, id: agentId }: Agent) => {
  for (const [url, whose] of [
    ['https://ann.test/', agentId],
    ['https://all.test/', null],
  ] as const)
    await store.webhooks.insertEndpoint({
      ...{ id: ids.next(), organizationId, agentId: whose, callId: null, url, description: '' },
      ...{ format: 'flireo', eventTypes: ['call.ended'], headers: {}, signing: 'hmac', active: true },
      ...{ disabledReason: null, disabledAt: null, failingSince: null, createdAt: 1, updatedAt: 1 },
      ...{ secret: 'ann', oldSecret: null, oldSecretUntil: null },
    });
};

for (const [what, webhook, wanted] of [
  [
    'a webhook of the answer takes the place of the agent’s',
    { format: 'flireo', url: 'https://answer.test/', secret: 'own' },
    ['https://all.test/ ann', 'https://answer.test/ own'],
  ],
  [
    'a secret alone signs what goes to the agent’s address',
    { format: 'flireo', secret: 'own' },
    ['https://all.test/ ann', 'https://ann.test/ own'],
  ],
  [
    'null: nothing is told but to the organization',
    { format: 'flireo', url: null },
    ['https://all.test/ ann'],
  ],
] as const)
  test(what, async (t) => {
    const answer = { kind: 'answer', ...nothing, webhook: { usualEventTypes: [], ...webhook } } as const;
    const { endpoints, told, call } = await callWith(t, answer, {}, withEndpoints);
    assert.deepEqual(endpoints.map((one) => `${one?.url} ${one?.secret}`).toSorted(), wanted);
    assert.ok(told.every(({ type, callId }) => type === 'call.ended' && callId === call?.id));
  });

test('an inline agent is reported on where the number’s own is', async (t) => {
  const config = { ...sayer('Cid'), name: 'Cid' };
  const answer = {
    kind: 'answer',
    ...nothing,
    config,
    webhook: { format: 'flireo', usualEventTypes: [] },
  } as const;
  const { endpoints } = await callWith(t, answer, {}, withEndpoints);
  assert.deepEqual(endpoints.map((one) => one?.url).toSorted(), ['https://all.test/', 'https://ann.test/']);
});
