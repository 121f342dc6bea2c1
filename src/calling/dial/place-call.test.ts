/** A call is dialled by the node that holds it, and by nobody else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '#domain';
import { createIdSource, realClock, realRandom, silentLogger } from '#kernel';
import { openTestStore } from '../../storage/testing.ts';
import type { CallWatcher } from '../live/live-call.ts';
import type { EngineOptions } from '../options.ts';
import { placeCall } from './place-call.ts';

test('a call that was given back between its claim and its verdict is not dialled by its former holder', async (t) => {
  const ids = createIdSource(realClock, realRandom);
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const organization = await store.organizations.ensureDefault();
  const [holder, other] = [ids.next(), ids.next()];
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
  await store.calls.insert(call, [], holder);
  await store.calls.release(call.id, holder, call.createdAt);
  const options = {
    store,
    ids,
    clock: realClock,
    nodeId: holder,
    logger: silentLogger,
    limits: { deferLimitMs: 1000 },
    sip: { newIdentity: () => ({ callId: 'c', localTag: 't', branch: 'z9hG4bKb', cseq: 1 }) },
    media: { open: () => assert.fail('it was dialled') },
    models: { forCall: () => assert.fail('it was dialled') },
  } as Partial<Record<keyof EngineOptions, unknown>> as EngineOptions;
  const watcher: CallWatcher = { begun: () => assert.fail('it runs'), ended: () => {} };
  await placeCall(call, options, watcher);
  assert.deepEqual(await store.attempts.ofCall(call.id), []);
  assert.equal((await store.calls.get(organization.id, call.id))?.status, 'queued');
  const claimed = await store.calls.claimDue(other, realClock.now(), 10);
  assert.deepEqual(
    claimed.map(({ id }) => id),
    [call.id],
    'whoever claims it dials it',
  );
});
