/** A call is dialled by the node that holds it, and by nobody else. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Call } from '#domain';
import { createIdSource, realClock, VirtualClock, realRandom, silentLogger } from '#kernel';
import { openTestStore } from '../../storage/testing.ts';
import { PREPARE_MS } from '../live/in-time.ts';
import type { CallWatcher } from '../live/live-call.ts';
import type { EngineOptions } from '../options.ts';
import { placeCall } from './place-call.ts';

async function rig(t: TestContext) {
  const ids = createIdSource(realClock, realRandom);
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const organization = await store.organizations.ensureDefault();
  const nodeId = ids.next();
  const call: Call = {
    id: ids.next(),
    organizationId: organization.id,
    direction: 'outbound',
    status: 'queued',
    outcome: null,
    to: 'sip:anna@127.0.0.1',
    from: null,
    requestedNumberId: null,
    requestedTrunkId: null,
    numberId: null,
    trunkId: null,
    test: false,
    person: {},
    plan: {
      agentId: null,
      agentName: 'A',
      versionId: null,
      config: { name: 'A', language: 'en-US', interruptible: true },
      variables: {},
      context: null,
      maxDurationMs: 1000,
    },
    metadata: {},
    source: { api: 'native', data: {} },
    notBefore: null,
    createdAt: realClock.now(),
    answeredAt: null,
    endedAt: null,
    recording: null,
    turns: [],
    latencies: [],
    cost: null,
    analysis: null,
    lastSeq: 0,
  };
  await store.calls.insert(call, [], nodeId);
  const options = {
    store,
    ids,
    clock: realClock,
    nodeId,
    logger: silentLogger,
    limits: { deferLimitMs: 1000 },
    sip: { newIdentity: () => ({ callId: 'c', localTag: 't', branch: 'z9hG4bKb', cseq: 1 }) },
    media: { open: () => assert.fail('it was dialled') },
    models: { forCall: () => assert.fail('it was dialled') },
  } as Partial<Record<keyof EngineOptions, unknown>> as EngineOptions;
  return { ids, store, organization, call, options, read: () => store.calls.get(organization.id, call.id) };
}

test('a call that was given back between its claim and its verdict is not dialled by its former holder', async (t) => {
  const { ids, store, organization, call, options } = await rig(t);
  await store.calls.release(call.id, options.nodeId, call.createdAt);
  const watcher: CallWatcher = { begun: () => assert.fail('it runs'), ended: () => {} };
  await placeCall(call, options, watcher);
  assert.deepEqual(await store.attempts.ofCall(call.id), []);
  assert.equal((await store.calls.get(organization.id, call.id))?.status, 'queued');
  const claimed = await store.calls.claimDue(ids.next(), realClock.now(), 10);
  assert.deepEqual(
    claimed.map(({ id }) => id),
    [call.id],
    'whoever claims it dials it',
  );
});

/** Ended once, its line free, and what it held given back. */
async function assertFailed({ store, call, read }: Awaited<ReturnType<typeof rig>>, code: string) {
  const ended = await read();
  assert.deepEqual([ended?.status, ended?.outcome?.end_reason.code], ['ended', code]);
  assert.deepEqual(await store.attempts.openOfCall(call.id), []);
}

test('models that never come end the call, and are closed when they come after all', async (t) => {
  const given = await rig(t);
  const clock = new VirtualClock(realClock.now());
  const asked = Promise.withResolvers<void>();
  const models = Promise.withResolvers<{ close(): Promise<void> }>();
  const forCall = () => (asked.resolve(), models.promise);
  const options = { ...given.options, clock, models: { forCall } } as unknown as EngineOptions;
  const placed = placeCall(given.call, options, { begun: () => assert.fail('it runs'), ended: () => {} });
  await asked.promise;
  await clock.advance(PREPARE_MS);
  await placed;
  await assertFailed(given, 'internal');
  const closed = Promise.withResolvers<void>();
  models.resolve({ close: async () => closed.resolve() });
  await closed.promise;
});

test('a call that can not begin ends, and gives back its media and models', async (t) => {
  const given = await rig(t);
  let closed = 0;
  const close = async () => void closed++;
  const models = { forCall: async () => ({ realtime: {}, close }) };
  // It lacks all that a conversation needs.
  const media = { open: async () => ({ close }) };
  const options = { ...given.options, models, media } as unknown as EngineOptions;
  await placeCall(given.call, options, { begun: () => assert.fail('it runs'), ended: () => {} });
  await assertFailed(given, 'internal');
  assert.equal(closed, 2);
});
