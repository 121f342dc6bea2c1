/** Another call arranged in a call: the same agent, frozen as it ran, at the time that was wished. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSealed, type AgentConfig, type Call, type CreateCall, type Tool } from '#domain';
import { AppError } from '#kernel';
import { callbackOf, callbacksOf, MOST_IN_A_CALL, MOST_IN_A_ROW } from './callback.ts';
import type { AcceptOptions } from './prepare-call.ts';
import { sealedRequest } from './seal.ts';

const sms: Tool = {
  type: 'send_sms',
  account: 'AC',
  token: 'plain-token',
  from: '+15005550006',
  timeout_ms: 1000,
};
const config: AgentConfig = {
  name: 'A',
  language: 'en-US',
  interruptible: true,
  prompt: 'Be kind.',
  tools: [sms],
};
const sealer = { seal: (text: string) => asSealed(Buffer.from(text).toString('hex')) };
const input: CreateCall = {
  ...{
    agent: { kind: 'inline', config },
    to: '+34600111222',
    person: { name: 'Ann' },
    from: null,
    numberId: null,
    trunkId: null,
  },
  ...{
    variables: {},
    overrides: {},
    metadata: {},
    notBefore: null,
    unresolvedVariables: 'refuse',
    pendingFeatures: [],
  },
  source: { api: 'native', data: {} },
};

/** As much of a call as a callback reads. */
function call(more: Partial<Call>): Call {
  const variables = { call_id: 'call_0', to_number: '+34600111222', person: { name: 'Ann' }, order: '7' };
  const plan = {
    agentId: null,
    agentName: 'A',
    versionId: null,
    config,
    variables,
    context: 'Likes tea.',
    maxDurationMs: 1000,
  };
  return {
    ...{
      id: '0197a1b2c3d4e5f60718293a',
      organizationId: 'o',
      direction: 'outbound',
      to: '+34600111222',
      from: '+34910000001',
    },
    ...{
      requestedNumberId: 'n1',
      requestedTrunkId: 't1',
      numberId: 'n2',
      test: false,
      person: { name: 'Ann' },
      plan,
    },
    ...{ metadata: { order: 7 }, source: { api: 'flireo', data: { room: 'x' } } },
    ...more,
  } as unknown as Call;
}

test('what comes with a request is sealed, inline agents and overrides alike, whatever it looks like', () => {
  const token = sealer.seal('plain-token');
  const inline = sealedRequest(input, sealer).agent;
  assert.deepEqual(inline, { kind: 'inline', config: { ...config, tools: [{ ...sms, token }] } });
  const stolen = { ...sms, token };
  const over = sealedRequest({ ...input, overrides: { config: { tools: [stolen] } } }, sealer).overrides
    .config;
  assert.deepEqual(over, { tools: [{ ...sms, token: sealer.seal(token) }] });
  assert.deepEqual(sealedRequest({ ...input, overrides: { greeting: 'Hi' } }, sealer).overrides, {
    greeting: 'Hi',
  });
});

test('a callback runs what the call ran, from the number that was asked for, with the reason as context', () => {
  const made = callbackOf(call({}), 5000, 'Order 7');
  assert.deepEqual(made.agent, { kind: 'inline', config });
  assert.deepEqual(
    [made.to, made.notBefore, made.numberId, made.trunkId],
    ['+34600111222', 5000, 'n1', 't1'],
  );
  assert.deepEqual(made.variables, { order: '7' });
  assert.equal(made.overrides.config, config);
  assert.match(made.overrides.context!, /^Likes tea\.\n.*earlier call.*Order 7$/);
  assert.equal(made.source.api, 'flireo');
  assert.match(String(made.source.data['callback_of']), /^call_/);
});

test('who called is called back on their number, from the one they called; without one it is impossible', () => {
  const inbound = { direction: 'inbound', to: '+34910000001', source: { api: 'sip', data: {} } } as const;
  const made = callbackOf(call({ ...inbound, from: '+34600999888' }), 5000, '');
  assert.deepEqual([made.to, made.numberId, made.source.api], ['+34600999888', 'n2', 'native']);
  assert.throws(
    () => callbackOf(call({ ...inbound, from: 'sip:anonymous@invalid' }), 5000, ''),
    (thrown) => thrown instanceof AppError && thrown.code === 'callback-impossible',
  );
});

const isLimit = (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === 'callback-limit';

test('calls that arrange one another come to an end', () => {
  let last = call({});
  for (let place = 1; place <= MOST_IN_A_ROW; place++) {
    const { source } = callbackOf(last, 5000, '');
    assert.equal(source.data['callback_number'], place);
    last = call({ source });
  }
  assert.throws(() => callbackOf(last, 5000, ''), isLimit);
});

test('one call arranges a few others, whatever becomes of them', async () => {
  const refused = new Error('nobody accepts');
  const options = { clock: { now: () => 0 }, ids: { next: () => 'id' } } as unknown as AcceptOptions;
  const store = { acceptance: { read: () => Promise.reject(refused) } };
  const models = { capabilities: () => Promise.reject(refused) };
  const { schedule } = callbacksOf(call({}), { ...options, store, models } as unknown as AcceptOptions);
  const wish = { due: 5000, reason: '' };
  for (let times = 0; times < MOST_IN_A_CALL; times++) await assert.rejects(schedule(wish), refused);
  await assert.rejects(schedule(wish), isLimit);
});
