/** Acceptance over a real database: what is denied makes no call, what is repeated makes one. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { AgentConfig, CreateCall, RequestKey, Tenant } from '#domain';
import { AppError, createIdSource, seededRandom, VirtualClock } from '#kernel';
import { sampleModels } from '../../domain/models/testing.ts';
import { openTestStore } from '../../storage/testing.ts';
import { acceptCall } from './accept-call.ts';

const agent: AgentConfig = {
  name: 'Sayer',
  language: 'en-US',
  interruptible: true,
  flow: { start: 'bye', nodes: [{ id: 'bye', type: 'end', text: 'Goodbye.' }], edges: [] },
};
const wish = (more: Partial<CreateCall> = {}): CreateCall => ({
  agent: { kind: 'inline', config: agent },
  to: 'sip:anna@127.0.0.1',
  person: {},
  from: null,
  numberId: null,
  trunkId: null,
  variables: {},
  overrides: {},
  metadata: {},
  notBefore: null,
  unresolvedVariables: 'refuse',
  pendingFeatures: [],
  source: { api: 'native', data: {} },
  ...more,
});
const requestKey: RequestKey = { key: 'k', bodyHash: 'a', ttlMs: 120_000 };

async function setUp(t: TestContext) {
  const clock = new VirtualClock();
  const ids = createIdSource(clock, seededRandom(3));
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const organization = await store.organizations.ensureDefault();
  const tenant: Tenant = { organizationId: organization.id, keyId: ids.next(), mode: 'live' };
  const models = sampleModels();
  return {
    clock,
    accept: (input: CreateCall) =>
      acceptCall(tenant, input, { store, clock, ids, random: seededRandom(4), models }).then(
        ({ call }) => call,
      ),
    made: async () => (await store.calls.list(organization.id, { limit: 10, withTotal: true })).total,
  };
}

const refused = (code: string, status: number, rule: string) => (thrown: unknown) => {
  assert.ok(thrown instanceof AppError);
  const told = thrown.faults[0]?.rule ?? thrown.extra['rule'];
  assert.deepEqual([thrown.code, thrown.status, thrown.param, told], [code, status, 'to', rule]);
  return true;
};

test('a malformed address is denied by the authority, an unreachable one refused; no call is made', async (t) => {
  const { accept, made } = await setUp(t);
  for (const to of ['600', '+0600', '0034600111222', 'anna', 'tel:+34600111222', 'sip:', '+34 600', "'; --"])
    await assert.rejects(accept(wish({ to })), refused('dial-denied', 403, 'address'), to);
  for (const to of [
    'sips:a@127.0.0.1;transport=udp',
    'SIP:a@127.0.0.1;transport=SCTP',
    'sip:a@h.example;lr;transport=ws',
  ])
    await assert.rejects(accept(wish({ to })), refused('transport-unsupported', 400, 'transport'), to);
  assert.equal(await made(), 0);
  for (const to of ['sip:a@127.0.0.1;transport=udp', 'sip:b@127.0.0.1;transport=TCP', 'sips:c@127.0.0.1'])
    await accept(wish({ to }));
  assert.equal(await made(), 3);
});

test('requests of one key make one call within its window, also when they come at once', async (t) => {
  const { accept, clock, made } = await setUp(t);
  const at = clock.now();
  const calls = await Promise.all(Array.from({ length: 8 }, () => accept(wish({ requestKey }))));
  assert.equal(new Set(calls.map((call) => call.id)).size, 1);
  assert.equal(await made(), 1);
  await clock.advance(119_999);
  // The agent that was asked for may have become unusable meanwhile: the call was made all the same.
  const again = await accept(wish({ requestKey, to: 'nowhere' }));
  assert.deepEqual([again.id, again.createdAt], [calls[0]!.id, at]);
  await clock.advance(1);
  assert.notEqual((await accept(wish({ requestKey }))).id, calls[0]!.id);
  assert.equal(await made(), 2);
});

test('a key that came with another body is refused; another key is another call', async (t) => {
  const { accept, made } = await setUp(t);
  await accept(wish({ requestKey }));
  await assert.rejects(
    accept(wish({ requestKey: { ...requestKey, bodyHash: 'b' } })),
    (thrown) => thrown instanceof AppError && thrown.status === 422,
  );
  await accept(wish({ requestKey: { ...requestKey, key: 'other' } }));
  await accept(wish());
  assert.equal(await made(), 3);
});
