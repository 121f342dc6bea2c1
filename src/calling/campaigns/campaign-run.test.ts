/** Campaigns, chains and batches on a real database, in virtual time, with a pretend engine in the place of telephones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decideDial,
  endWith,
  isWithin,
  type AgentConfig,
  type CreateCall,
  type DailyWindow,
  type PhoneNumber,
} from '#domain';
import { spellNative, type Id } from '#kernel';
import { sampleNumber, sampleTrunk } from '../../../test/storage/samples.ts';
import { acceptCall } from '../accept/accept-call.ts';
import { endCall } from '../after/end-call.ts';
import { dialRequestOf } from '../dial/dial-request.ts';
import { config as frozenConfig, LEASE, numberOf, phones, playOut, rig, type Rig } from './testing.ts';
import { takeTurn } from './turn.ts';

test('100 leads, retries, an hour a day over the change of clocks: right counts, one call a try, none outside', async (t) => {
  const given = await rig(t, '2026-03-27T20:00:00Z');
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as DailyWindow['days'];
  const window: DailyWindow = { days, from: '09:00', to: '09:01', time_zone: 'Europe/Madrid' };
  const retry = { delaysS: [7_200, 7_200], on: ['no_answer'] as const, base: 'call' as const };
  const { id } = await given.campaign({ window, retry, concurrency: 20, callsPerMinute: 60 }, phones(100));
  // 0 to 59 answer at once, 60 to 89 at their second try, the rest never.
  const dialled = await playOut(given, (call) => {
    const lead = numberOf(call);
    return lead < 60 || (lead < 90 && call.retry!.number > 0) ? 'agent-hung-up' : 'no-answer';
  });
  const { store, organizationId } = given;
  assert.equal((await store.campaigns.get(organizationId, id))?.status, 'completed');
  const counts = (await store.campaigns.counts([id])).get(id)!;
  assert.deepEqual([counts.total, counts.completed, counts.failed], [100, 90, 10]);
  assert.equal(dialled.length, 60 + 30 * 2 + 10 * 3);
  assert.equal(
    new Set(dialled.map(({ call }) => `${call.leadId} ${call.retry!.number}`)).size,
    dialled.length,
  );
  for (const { at } of dialled) assert.ok(isWithin(window, at), new Date(at).toISOString());
  assert.ok(new Set(dialled.map(({ at }) => new Date(at).toISOString().slice(0, 10))).size >= 3);
  const told = await leadEvents(given);
  const sum = (type: string) => told.filter((event) => event.type === type).length;
  assert.deepEqual(
    ['lead.calling', 'lead.scheduled', 'lead.completed', 'lead.failed'].map(sum),
    [150, 50, 90, 10],
  );
  const ways = [...Map.groupBy(told, ({ subject }) => subject).values()].map((events) =>
    events.map(({ type }) => type.slice(5)).join(),
  );
  const again = 'calling,scheduled,';
  assert.deepEqual(
    new Set(ways),
    new Set([...['', again].map((so) => `${so}calling,completed`), `${again}${again}calling,failed`]),
  );
  const third = dialled.find(({ call }) => call.retry!.number === 2)!.call;
  const second = await given.read(third.parentCallId!);
  assert.deepEqual([second.nextCallId, second.retry?.number], [third.id, 1]);
});

/** Of all leads, the oldest first. */
async function leadEvents({ store, organizationId }: Rig) {
  const rows = await store.webhooks.listEvents(organizationId, { limit: 1_000, types: ['lead.*'] });
  return rows.toReversed();
}

test('two nodes pacing one campaign at once make one call a lead, and never more than its concurrency', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { id } = await given.campaign({ concurrency: 7 }, phones(30));
  for (let n = 0; n < 5; n++) await given.pace([given.nodeId, given.other, given.nodeId]);
  const { rows } = await given.store.leads.list(given.organizationId, id, {
    limit: 100,
    status: ['calling'],
  });
  assert.equal(rows.length, 7);
  assert.equal((await given.store.campaigns.waitingCalls(id)).length, 7);
});

test('a turn that was overtaken makes no call', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { id } = await given.campaign({}, phones(3));
  const claim = (node: Id) =>
    given.store.campaigns.claimTurns(() => given.ids.next(), node, given.clock.now(), LEASE, 1);
  const [late] = await claim(given.nodeId);
  await given.clock.advance(LEASE);
  const [fresh] = await claim(given.other);
  await takeTurn(late!, given, new AbortController().signal);
  assert.deepEqual(await given.store.campaigns.waitingCalls(id), []);
  await takeTurn(fresh!, given, new AbortController().signal);
  assert.equal((await given.store.campaigns.waitingCalls(id)).length, 3);
});

test('paused, its waiting calls are held; started again they go; cancelled they are withdrawn', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { store, clock, due, tenant, organizationId, read } = given;
  const { id } = await given.campaign({ concurrency: 2 }, phones(5));
  await given.pace();
  await due.actOn(tenant, id, 'pause');
  assert.equal(await given.pace(), 1);
  const [first, second] = await store.campaigns.waitingCalls(id);
  const verdictOf = async (call: Id) => {
    const request = dialRequestOf(await read(call), null);
    return decideDial(request, await store.dialing.peek(request, clock.now()), clock.now());
  };
  const held = await verdictOf(first!);
  assert.deepEqual([held.kind, held.kind === 'defer' && held.rule], ['defer', 'campaign-paused']);
  await due.actOn(tenant, id, 'start');
  assert.equal((await verdictOf(first!)).kind, 'allow');
  const [call] = await store.calls.claimDue(given.nodeId, clock.now(), 1);
  await given.end(call!, 'agent-hung-up');
  await due.actOn(tenant, id, 'cancel');
  const left = (await read(second!)).id === call!.id ? first! : second!;
  assert.equal((await read(left)).outcome?.code, 'canceled');
  const counts = (await store.campaigns.counts([id])).get(id)!;
  assert.deepEqual([counts.completed, counts.skipped, counts.calling], [1, 4, 0]);
  assert.equal((await store.campaigns.get(organizationId, id))?.status, 'cancelled');
  const told = (await leadEvents(given)).map(({ type, data }) => `${type} ${data['reason'] ?? ''}`);
  // The call that waited, then the leads that had none; how the other call ended came before.
  const calling = Array.from({ length: 2 }, () => 'lead.calling ');
  const skipped = Array.from({ length: 4 }, () => 'lead.skipped cancelled');
  assert.deepEqual(told, [...calling, 'lead.completed ', ...skipped]);
});

test('a lead that may not be called is skipped with the rule; a fault of the campaign pauses it', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { store, organizationId } = given;
  await store.suppressions.add(organizationId, '+34600000001', 'asked', 1);
  const { id } = await given.campaign({}, ['+34600000001', 'sip:a@127.0.0.1', 'sip:a@127.0.0.1']);
  while ((await given.pace()) > 0);
  const { rows } = await store.leads.list(organizationId, id, { limit: 10 });
  assert.deepEqual(rows.map(({ status, reason }) => `${status} ${reason}`).toSorted(), [
    'calling null',
    'skipped denied',
    'skipped duplicate',
  ]);
  // No caller number: nobody can be called.
  const broken = await given.campaign({}, ['+34600000002', '+34600000003']);
  while ((await given.pace()) > 0);
  const paused = await store.campaigns.get(organizationId, broken.id);
  assert.deepEqual([paused?.status, paused?.fault?.code], ['paused', 'dial-denied']);
  assert.equal((await store.campaigns.counts([broken.id])).get(broken.id)?.pending, 2);
});

test("caller numbers of a pool, by its rule, in the place of the agent's own", async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { store, organizationId, clock, nodeId } = given;
  const trunk = sampleTrunk(organizationId);
  await store.trunks.insert(trunk);
  const numbers = Array.from({ length: 3 }, () => sampleNumber(organizationId, { trunkId: trunk.id }));
  for (const number of numbers) await store.numbers.insert(number);
  const [own, first, second] = numbers as [PhoneNumber, PhoneNumber, PhoneNumber];
  const config = { ...frozenConfig, number_id: spellNative('num', own.id) };
  await store.agents.update(organizationId, given.agentId, config as unknown as AgentConfig, 2);
  const pool = {
    ...{
      id: given.ids.next(),
      organizationId,
      name: 'P',
      rule: 'first' as const,
      createdAt: 1,
      updatedAt: 1,
    },
    members: [second, first].map(({ id: numberId }) => ({ numberId, weight: 1 })),
  };
  await store.numberPools.insert(pool);
  const shown = async (numberPoolId: Id | null, phone: string) => {
    await given.campaign({ numberPoolId }, [phone]);
    while ((await given.pace()) > 0);
    const [due] = await store.calls.claimDue(nodeId, clock.now(), 5);
    const request = dialRequestOf(due!, null);
    const verdict = decideDial(request, await store.dialing.peek(request, clock.now()), clock.now());
    return verdict.kind === 'allow' ? verdict.number?.id : verdict;
  };
  assert.equal(await shown(null, '+34600000011'), own.id);
  assert.equal(await shown(pool.id, '+34600000012'), second.id);
  await store.numbers.update(organizationId, second.id, { active: false });
  assert.equal(await shown(pool.id, '+34600000013'), first.id);
});

const call = (given: Rig, more: Partial<CreateCall> = {}): CreateCall => ({
  agent: { kind: 'saved', agentId: given.agentId, versionId: null, ifVersionUnknown: 'production' },
  ...{ to: 'sip:a@127.0.0.1', person: { name: 'Ann' }, from: null, numberId: null, trunkId: null },
  ...{ variables: { debt: 7 }, overrides: {}, metadata: { order: 1 }, notBefore: null },
  ...{ unresolvedVariables: 'refuse', pendingFeatures: [], source: { api: 'native', data: {} } },
  ...more,
});

test('a chain: the next call is born with the end of the one before, carries it on, and stops', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { clock, tenant, store, nodeId, read } = given;
  const retry = {
    delaysS: [30 * 60, 120 * 60],
    on: ['no_answer', 'busy'] as const,
    base: 'schedule' as const,
  };
  const begin = clock.now();
  const { call: first } = await acceptCall(tenant, call(given, { retry }), given);
  await clock.advance(60_000);
  const [held] = await store.calls.claimDue(nodeId, clock.now(), 5);
  await given.end(held!, 'busy');
  const ended = await read(first.id);
  const second = await read(ended.nextCallId!);
  assert.equal(ended.retry?.nextAt, begin + 30 * 60_000);
  assert.deepEqual(
    [second.status, second.notBefore, second.parentCallId, second.retry?.number, second.person],
    ['scheduled', begin + 30 * 60_000, first.id, 1, { name: 'Ann' }],
  );
  assert.equal(second.plan.variables['debt'], 7);
  assert.notEqual(second.plan.variables['call_id'], ended.plan.variables['call_id']);
  const told = (await store.calls.events(given.organizationId, first.id, 0, 100)).map(({ type }) => type);
  assert.ok(told.indexOf('retry-scheduled') < told.indexOf('call-ended'), told.join());
  await clock.advance(31 * 60_000);
  const [again] = await store.calls.claimDue(nodeId, clock.now(), 5);
  await given.end(again!, 'no-answer');
  const third = await read((await read(second.id)).nextCallId!);
  assert.equal(third.notBefore, begin + 120 * 60_000);
  await clock.advance(121 * 60_000);
  const [last] = await store.calls.claimDue(nodeId, clock.now(), 5);
  await given.end(last!, 'no-answer');
  assert.deepEqual([(await read(third.id)).nextCallId, await store.calls.nextDueAt()], [null, null]);
});

test('a webhook that came with a call is told of the next one of its chain, from its first event on', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { clock, tenant, store, nodeId, read, organizationId } = given;
  const retry = { delaysS: [60], on: ['busy'] as const, base: 'call' as const };
  const webhook = {
    ...{ url: 'https://hooks.test/', format: 'standard' as const, secret: 'whsec_s' },
    ...{ headers: { a: 'b' }, eventTypes: ['call.*'] },
  };
  const { call: first } = await acceptCall(tenant, call(given, { retry, webhook }), given);
  const [held] = await store.calls.claimDue(nodeId, clock.now(), 5);
  await given.end(held!, 'busy');
  const { nextCallId } = await read(first.id);
  const told = async (callId: Id) =>
    (await store.webhooks.listDeliveries(organizationId, { limit: 9, callId }))
      .map(({ type }) => type)
      .sort();
  assert.deepEqual(await told(first.id), ['call.accepted', 'call.analyzed', 'call.ended']);
  assert.deepEqual(await told(nextCallId!), ['call.accepted']);
  const own = await store.webhooks.getEndpoint(organizationId, nextCallId!);
  assert.deepEqual([own?.callId, own?.secret, own?.headers], [nextCallId, 'whsec_s', { a: 'b' }]);
});

test('a chain stops at an answer, and when the next call is withdrawn; an end that is fenced off adds none', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { tenant, store, nodeId, ids, clock, organizationId, read } = given;
  const retry = { delaysS: [60], on: ['no_answer'] as const, base: 'call' as const };
  const { call: made } = await acceptCall(tenant, call(given, { retry }), given);
  const [held] = await store.calls.claimDue(nodeId, clock.now(), 5);
  const outcome = endWith('no-answer', 'ringing');
  const foreign = { call: held!, nodeId: ids.next(), outcome, at: clock.now() };
  assert.equal(await store.transaction((tx) => endCall(tx, foreign, ids)), false);
  assert.equal((await store.calls.list(organizationId, { limit: 10 } as never)).rows.length, 1);
  await given.end(held!, 'callee-hung-up');
  assert.equal((await read(made.id)).nextCallId, null);
});

test('a batch: all or nothing names the place, `each` leaves it out; cancelled, its waiting calls end', async (t) => {
  const given = await rig(t, '2026-01-05T10:00:00Z');
  const { due, tenant, store, organizationId, clock } = given;
  await store.suppressions.add(organizationId, '+34600000001', 'asked', 1);
  const calls = [
    call(given, { to: 'sip:a@127.0.0.1' }),
    call(given, { to: '+34600000001' }),
    call(given, { to: 'sip:b@127.0.0.1', notBefore: clock.now() + 1e6 }),
  ];
  await assert.rejects(due.createBatch(tenant, { name: '', mode: 'all-or-nothing', calls }), {
    code: 'dial-denied',
    status: 403,
    param: 'calls[1].to',
  });
  assert.equal(await store.calls.nextDueAt(), null);
  const batch = await due.createBatch(tenant, { name: 'b', mode: 'each', calls });
  assert.deepEqual(
    batch.items.map((item) => ('error' in item ? item.error.param : 'call')),
    ['call', 'to', 'call'],
  );
  assert.deepEqual(await store.batches.get(organizationId, batch.id), batch);
  await due.cancelBatch(tenant, batch.id);
  assert.deepEqual(await store.batches.counts(batch.id), [
    { status: 'ended', outcome: 'canceled', count: 2 },
  ]);
});
