/** The second leg before the authority: which rules hold for it, and what is committed before anything leaves. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Attempt, Call, PhoneNumber, Store, Trunk } from '#domain';
import { createIdSource, realClock, realRandom, type Id } from '#kernel';
import { openTestStore } from '../../storage/testing.ts';
import type { EngineOptions } from '../options.ts';
import { decideLeg, type LegDecision } from './decide-leg.ts';

const ids = createIdSource(realClock, realRandom);
const DESK = '+34600999888';

interface Desk {
  readonly store: Store;
  readonly call: Call;
  readonly trunk: Trunk;
  decide(to: string, call?: Call): Promise<LegDecision>;
}

async function desk(context: TestContext, limits: Partial<Trunk> = {}): Promise<Desk> {
  const { store, close } = await openTestStore({ ids });
  context.after(close);
  const organization = await store.organizations.ensureDefault();
  const organizationId = organization.id;
  const nodeId = ids.next();
  const now = realClock.now();
  const trunk: Trunk = {
    ...{ id: ids.next(), organizationId, name: 'T', uri: 'sip:192.0.2.1', username: null, password: null },
    ...{ concurrency: 5, callsPerSecond: 5, active: true, createdAt: now, updatedAt: now },
    ...limits,
  };
  await store.trunks.insert(trunk);
  const number: PhoneNumber = {
    ...{ id: ids.next(), organizationId, e164: '+34910000001', name: 'N', trunkId: trunk.id, agentId: null },
    ...{
      active: true,
      lastUsedAt: null,
      reservedForAgents: [],
      ownerOrganizationId: null,
      routes: null,
      createdAt: now,
      updatedAt: now,
    },
  };
  await store.numbers.insert(number);
  const call = callOf(organizationId, number.id, trunk.id, now);
  await store.calls.insert(call, [], nodeId);
  await store.attempts.start(first(call, nodeId), call.to);
  // A second passes, so that the rates of starts are free.
  const clock = { ...realClock, now: () => now + 1500, monotonic: () => 0, after: realClock.after };
  let dialogs = 0;
  const sip = {
    newIdentity: () => ({ callId: `leg-${++dialogs}`, localTag: 't', branch: 'z9hG4bKl', cseq: 1 }),
  };
  const options = { clock, ids, nodeId, sip } as unknown as EngineOptions;
  return {
    ...{ store, call, trunk },
    decide: (to, of = call) => store.transaction((tx) => decideLeg(tx, of, to, options)),
  };
}

function callOf(organizationId: Id, numberId: Id, trunkId: Id, now: number): Call {
  const config = { name: 'A', language: 'en-US', interruptible: true } as const;
  return {
    ...{ id: ids.next(), organizationId, direction: 'outbound', status: 'in_progress', outcome: null },
    ...{ to: '+34600111222', from: '+34910000001', requestedNumberId: null, requestedTrunkId: null },
    ...{ numberId, trunkId, test: false, person: {}, metadata: {}, source: { api: 'native', data: {} } },
    plan: {
      ...{
        agentId: null,
        agentName: 'A',
        versionId: null,
        variables: {},
        context: null,
        maxDurationMs: 1000,
      },
      config,
    },
    ...{ notBefore: null, createdAt: now, answeredAt: now, endedAt: null, recording: null },
    ...{ turns: [], latencies: [], cost: null, analysis: null, lastSeq: 0 },
  };
}

function first(call: Call, nodeId: Id): Attempt {
  return {
    ...{ id: ids.next(), callId: call.id, organizationId: call.organizationId, nodeId, number: 1 },
    ...{ trunkId: call.trunkId, numberId: call.numberId, sipCallId: `first-${call.id}`, dialog: {} },
    ...{ startedAt: call.createdAt, endedAt: null },
  };
}

test('allowed: attempt 2 of the same call, same trunk and number, beside the first; events before anything leaves', async (t) => {
  const { store, call, trunk, decide } = await desk(t);
  const decision = await decide(DESK);
  assert.ok(decision.kind === 'dial');
  assert.deepEqual(
    [decision.attempt.number, decision.attempt.trunkId, decision.attempt.sipCallId, decision.verdict.from],
    [2, trunk.id, 'leg-1', '+34910000001'],
  );
  assert.equal((await store.attempts.openOfCall(call.id)).length, 2);
  const events = await store.calls.events(call.organizationId, call.id, 0, 10);
  assert.deepEqual(
    events.map(({ type, data }) => [type, data['stage'] ?? data['number']]),
    [
      ['dial-decided', 'transfer'],
      ['attempt-started', 2],
    ],
  );
  await store.attempts.end(decision.attempt.id, realClock.now());
  assert.equal((await store.attempts.openOfCall(call.id)).length, 1);
});

test('a target may be in several calls at once; the callee itself may not be the target', async (t) => {
  const { call, decide } = await desk(t);
  assert.equal((await decide(DESK)).kind, 'dial');
  assert.equal((await decide(DESK)).kind, 'dial');
  const self = await decide(call.to);
  assert.ok(self.kind === 'refused' && self.detail.startsWith('transfer-to-callee'));
  const caller = await decide(DESK, { ...call, direction: 'inbound', from: DESK });
  assert.ok(caller.kind === 'refused' && caller.until === null);
});

test('suppression and addresses hold for a target as for anybody', async (t) => {
  const { store, call, decide } = await desk(t);
  const { organizationId } = call;
  await store.suppressions.add(organizationId, DESK, 'asked', 1);
  const suppressed = await decide(DESK);
  assert.ok(suppressed.kind === 'refused' && suppressed.detail.startsWith('suppression'), suppressed.kind);
  const nonsense = await decide('the sales desk');
  assert.ok(nonsense.kind === 'refused' && nonsense.detail.startsWith('address'));
});

test('a full trunk refuses until a line is free', async (t) => {
  const { decide } = await desk(t, { concurrency: 1 });
  const full = await decide(DESK);
  assert.ok(full.kind === 'refused' && full.detail.startsWith('trunk-concurrency') && full.until !== null);
});
