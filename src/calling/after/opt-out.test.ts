import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { CallFacts } from '#analysis';
import { endWith, type AgentConfig, type Call, type EndCode } from '#domain';
import { realClock, type Id } from '#kernel';
import { openTestStore, type TestStore } from '../../storage/testing.ts';
import { ids, sampleCall } from '../../../test/storage/samples.ts';
import { endCall } from './end-call.ts';

const NUMBER = '+34600000123';

async function rig(t: TestContext) {
  const { store, close } = await openTestStore();
  t.after(close);
  const { id: organizationId } = await store.organizations.ensureDefault();
  return { store, organizationId };
}

/** A call that a node runs, ended so; @returns what it made of the suppression list, and what its log tells. */
async function ended(
  { store, organizationId }: { store: TestStore['store']; organizationId: Id },
  code: EndCode,
  over: Partial<Call>,
  { config = {}, facts }: { config?: Partial<AgentConfig>; facts?: CallFacts } = {},
) {
  const sample = sampleCall(organizationId, { to: NUMBER, notBefore: null, ...over });
  const call = { ...sample, plan: { ...sample.plan, config: { ...sample.plan.config, ...config } } };
  await store.calls.insert(call, []);
  const outcome = endWith(code, 'conversation');
  const ending = { call, nodeId: null, outcome, at: realClock.now(), ...(facts ? { facts } : {}) };
  assert.ok(await store.transaction((tx) => endCall(tx, ending, ids)));
  const listed = await store.suppressions.list(organizationId, { limit: 9 });
  for (const { e164 } of listed) await store.suppressions.remove(organizationId, e164);
  const told = (await store.calls.events(organizationId, call.id, 0, 99)).map(({ type }) => type);
  return { call, listed: listed.map(({ e164, callId }) => [e164, callId]), told };
}

const asked = (): CallFacts =>
  CallFacts.of([{ type: 'stop-requested', data: { text: 'Take me off your list.' } }]);

test('who asks not to be called any more is on the suppression list, with the end of the call', async (t) => {
  const given = await rig(t);
  const out = await ended(given, 'callee-opted-out', {});
  assert.deepEqual(out.listed, [[NUMBER, out.call.id]]);
  assert.deepEqual(out.told.slice(-3), ['number-suppressed', 'call-ended', 'analysis-finished']);
  // They had hung up before the agent's goodbye, or our process died: it was asked for all the same.
  for (const code of ['callee-hung-up', 'node-lost'] as const)
    assert.deepEqual((await ended(given, code, {}, { facts: asked() })).listed.length, 1, code);
  const incoming = await ended(given, 'callee-opted-out', { direction: 'inbound', from: '+34600000124' });
  assert.deepEqual(incoming.listed, [['+34600000124', incoming.call.id]]);
});

test('nobody else is: other ends, test calls, addresses without a number, and where it is not wanted', async (t) => {
  const given = await rig(t);
  const { store, organizationId } = given;
  const isListed = async (...args: [EndCode, Partial<Call>, Partial<AgentConfig>?]) => {
    const [code, over, config = {}] = args;
    const { listed, told } = await ended(given, code, over, { config });
    assert.equal(told.includes('number-suppressed'), listed.length > 0);
    return listed.length > 0;
  };
  assert.equal(await isListed('callee-hung-up', {}), false);
  assert.equal(await isListed('callee-opted-out', { test: true }), false);
  assert.equal(await isListed('callee-opted-out', { to: 'sip:ann@127.0.0.1' }), false);
  assert.equal(await isListed('callee-opted-out', { direction: 'inbound', from: null }), false);
  assert.equal(await isListed('callee-opted-out', {}, { suppress_opt_outs: false }), false);
  await store.organizations.update(organizationId, { suppressOptOuts: false });
  assert.equal(await isListed('callee-opted-out', {}), false);
  assert.equal(await isListed('callee-opted-out', {}, { suppress_opt_outs: true }), true);
});

test('it holds for calls that wait already; a node that holds the call no more lists nobody', async (t) => {
  const { store, organizationId } = await rig(t);
  const call = sampleCall(organizationId, { to: NUMBER });
  await store.calls.insert(call, []);
  const outcome = endWith('callee-opted-out', 'conversation');
  const ending = { call, nodeId: ids.next(), outcome, at: 1 };
  assert.equal(await store.transaction((tx) => endCall(tx, ending, ids)), false);
  assert.deepEqual(await store.suppressions.list(organizationId, { limit: 9 }), []);
  await store.transaction((tx) => endCall(tx, { ...ending, nodeId: null }, ids));
  const request = {
    ...{ organizationId, callId: ids.next(), to: NUMBER, person: NUMBER, test: false, requestedFrom: null },
    ...{ requestedNumberId: null, requestedTrunkId: null, agentId: null, hours: null, campaignId: null },
    ...{ agentNumberId: null, agentPoolId: null },
  };
  assert.equal((await store.dialing.peek(request, 2)).suppressed, true);
  // Forgotten, the person stays on the list; in which call they asked is forgotten with them.
  await store.forgetting.anonymise({ organizationId, phone: NUMBER, pseudonym: 'erased:1' }, call.id);
  const [left] = await store.suppressions.list(organizationId, { limit: 9 });
  assert.deepEqual([left?.e164, left?.callId, left?.createdAt], [NUMBER, null, 1]);
});
