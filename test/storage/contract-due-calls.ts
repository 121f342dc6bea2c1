/** What every database must do with campaigns, leads, batches and chains. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Campaign, Lead } from '#domain';
import type { Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import type { Stored } from './contract.ts';
import { ids, sampleCall, someEvents } from './samples.ts';

const LEASE = 1_000;
const config = { name: 'A', language: 'en-US', interruptible: true } as const;

function sampleCampaign(organizationId: Id, more: Partial<Campaign> = {}): Campaign {
  return {
    ...{
      id: ids.next(),
      organizationId,
      status: 'draft',
      name: 'Spring',
      agentId: ids.next(),
      versionId: null,
    },
    ...{
      numberIds: [ids.next()],
      numberPoolId: ids.next(),
      startsAt: 5,
      concurrency: 3,
      callsPerMinute: 9,
      prompt: 'Hi {{x}}.',
    },
    window: { days: ['mon'], from: '09:00', to: '18:00', time_zone: 'UTC' },
    retry: { delaysS: [60], on: ['busy'], base: 'schedule' },
    ...{ greeting: null, variables: { z: 1, a: 2 }, metadata: {}, frozen: { versionId: null, config } },
    ...{ fault: null, test: false, source: { api: 'native', data: {} }, createdAt: 1, updatedAt: 1 },
    ...more,
  };
}

function sampleLead({ id, organizationId }: Campaign, phoneNumber: string, more: Partial<Lead> = {}): Lead {
  return {
    ...{ id: ids.next(), campaignId: id, organizationId, status: 'pending', reason: null, detail: null },
    ...{ phoneNumber, name: 'Ann', email: null, timeZone: null, variables: { b: [1] }, notBefore: null },
    ...{ attempts: 0, callId: null, retries: 0, since: null, dueAt: 100, lastAttemptAt: null },
    ...{ createdAt: 1, updatedAt: 1 },
    ...more,
  };
}

export function dueCallContract(stored: Stored): void {
  const withCampaign = async (more: Partial<Campaign> = {}) => {
    const { store, organizationId, target } = await stored();
    await execute(target, 'UPDATE campaign_turns SET due_at = NULL');
    const campaign = sampleCampaign(organizationId, more);
    await store.campaigns.insert(campaign);
    const other = ids.next();
    await execute(
      target,
      'INSERT INTO organizations (id, name, concurrency, calls_per_second, created_at) VALUES ($1, $2, 1, 1, 1)',
      [other, 'Other'],
    );
    return { store, organizationId, target, campaign, other };
  };

  test('a campaign is kept as it is, changed, listed, and deleted with its leads, by its owner alone', async () => {
    const { store, organizationId, campaign, other } = await withCampaign();
    const { campaigns, leads } = store;
    assert.deepEqual(await campaigns.get(organizationId, campaign.id), campaign);
    assert.equal(await campaigns.get(other, campaign.id), null);
    const changed = await campaigns.update(organizationId, campaign.id, { window: null, status: 'running' });
    assert.deepEqual(changed, { ...campaign, window: null, status: 'running' });
    assert.equal(await campaigns.update(other, campaign.id, { name: 'x' }), null);
    const listed = await campaigns.list(organizationId, { limit: 10, status: ['running'] });
    assert.deepEqual([listed.rows, listed.total], [[changed], 1]);
    const [lead] = await leads.insert([sampleLead(campaign, '+34600000001')]);
    assert.equal(await campaigns.remove(other, campaign.id), false);
    assert.equal(await campaigns.remove(organizationId, campaign.id), true);
    assert.equal(await leads.get(organizationId, campaign.id, lead!.id), null);
  });

  test('leads: found by their id alone, and those that were never called by the API of their campaigns', async () => {
    const { store, organizationId, campaign, other } = await withCampaign({
      source: { api: 'meetzy', data: {} },
    });
    const { leads } = store;
    const [first, called] = ['+34600000001', '+34600000002'].map((phone, n) =>
      sampleLead(campaign, phone, { createdAt: 10 + n, updatedAt: 10 + n }),
    ) as [Lead, Lead];
    const wrong = sampleLead(campaign, 'x', {
      ...{ status: 'skipped', reason: 'invalid', detail: 'No.', createdAt: 12, updatedAt: 12 },
    });
    await leads.insert([first, called, wrong, sampleLead(campaign, '+34600000001')]);
    await leads.called(called.id, { id: ids.next(), retries: 0, since: 100, at: 100 });
    assert.deepEqual(await leads.find(organizationId, first.id), first);
    assert.equal(await leads.find(other, first.id), null);
    const idsOf = async (more: object, organization = organizationId) =>
      (await leads.uncalled(organization, { api: 'meetzy', limit: 10, ...more })).map(({ id }) => id);
    const all = [wrong.id, first.id];
    assert.deepEqual(await idsOf({}), all);
    assert.deepEqual(await idsOf({ limit: 1 }), [wrong.id]);
    assert.deepEqual(await idsOf({ agentId: campaign.agentId }), all);
    assert.deepEqual(await idsOf({ agentId: ids.next() }), []);
    assert.deepEqual(await idsOf({ createdFrom: 11 }), [wrong.id]);
    assert.deepEqual(await idsOf({ createdTo: 11 }), [first.id]);
    assert.deepEqual(await idsOf({ api: 'flireo' }), []);
    assert.deepEqual(await idsOf({}, other), []);
  });

  test('leads: kept, counted, a number once; what came again is skipped', async () => {
    const { store, organizationId, campaign, other } = await withCampaign();
    const first = sampleLead(campaign, '+34600000001');
    const again = sampleLead(campaign, '+34600000001');
    const invalid = ['x', 'x'].map((phone) =>
      sampleLead(campaign, phone, { status: 'skipped', reason: 'invalid', detail: 'No number.' }),
    );
    const kept = await store.leads.insert([first, again, ...invalid]);
    assert.deepEqual(
      kept.map(({ status, reason }) => [status, reason]),
      [['pending', null], ['skipped', 'duplicate'], ...invalid.map(() => ['skipped', 'invalid'])],
    );
    assert.deepEqual(await store.leads.get(organizationId, campaign.id, first.id), first);
    assert.equal(await store.leads.get(other, campaign.id, first.id), null);
    const counts = (await store.campaigns.counts([campaign.id])).get(campaign.id);
    assert.deepEqual([counts?.total, counts?.pending, counts?.skipped], [4, 1, 3]);
    const { rows, total } = await store.leads.list(organizationId, campaign.id, { limit: 2 });
    assert.deepEqual([rows.length, total], [2, 4]);
    assert.equal(await store.leads.remove(other, campaign.id, first.id), false);
    await store.leads.called(first.id, { id: ids.next(), retries: 0, since: 100, at: 100 });
    assert.equal(
      await store.leads.remove(organizationId, campaign.id, first.id),
      false,
      'it is being called',
    );
    await assert.doesNotReject(store.leads.insert([]));
  });

  test('a lead goes its way: due, taken, called, tried again, ended; a late end of an earlier call is none', async () => {
    const { store, organizationId, campaign } = await withCampaign();
    const { leads } = store;
    const lead = sampleLead(campaign, '+34600000001');
    await leads.insert([lead, sampleLead(campaign, '+34600000002', { dueAt: 900 })]);
    const none = { calling: 0, recent: 0, oldestRecentAt: null };
    assert.deepEqual(await leads.facts(campaign.id, 99), { ...none, due: 0, open: 2, nextDueAt: 100 });
    assert.deepEqual(await leads.facts(campaign.id, 100), { ...none, due: 1, open: 2, nextDueAt: 900 });
    assert.equal((await leads.due(campaign.id, 100, 5))[0]?.id, lead.id);
    assert.equal(await leads.take(lead.id, 99), null);
    const [call, next] = [ids.next(), ids.next()];
    await leads.called(lead.id, { id: call, retries: 0, since: 100, at: 100 });
    await leads.attempted(lead.id, 101);
    const facts = await leads.facts(campaign.id, 102);
    assert.deepEqual([facts.calling, facts.recent, facts.oldestRecentAt], [1, 1, 100]);
    assert.equal(await leads.take(lead.id, 1e6), null, 'one call at a time');
    const again = await leads.ended(lead.id, call, { status: 'scheduled', dueAt: 500 }, 110);
    assert.deepEqual([again?.id, again?.status, again?.dueAt], [lead.id, 'scheduled', 500]);
    assert.equal(await leads.ended(lead.id, call, { status: 'failed' }, 111), null, 'it ended before');
    const waiting = await leads.take(lead.id, 500);
    assert.deepEqual([waiting?.retries, waiting?.attempts, waiting?.callId], [1, 1, call]);
    await leads.called(lead.id, { id: next, retries: 1, since: 100, at: 500 });
    assert.equal(await leads.ended(lead.id, call, { status: 'failed' }, 600), null, 'of an earlier call');
    assert.equal((await leads.ended(lead.id, next, { status: 'completed' }, 600))?.status, 'completed');
    const skipped = await leads.skipWaiting(campaign.id, 'cancelled', 700);
    assert.deepEqual(
      skipped.map(({ status, reason, phoneNumber }) => [status, reason, phoneNumber]),
      [['skipped', 'cancelled', '+34600000002']],
    );
    const { rows } = await leads.list(organizationId, campaign.id, { limit: 5 });
    assert.deepEqual(rows.map(({ status }) => status).toSorted(), ['completed', 'skipped']);
  });

  test('a lead is changed while it is held, by its owner alone', async () => {
    const { store, organizationId, campaign, other } = await withCampaign();
    const [lead] = await store.leads.insert([sampleLead(campaign, '+34600000001')]);
    const { id } = lead!;
    assert.equal(await store.leads.lock(other, campaign.id, id), null);
    assert.equal(await store.leads.lock(organizationId, ids.next(), id), null);
    const to = { name: null, email: 'a@b.c', timeZone: 'UTC', variables: { z: 1 }, notBefore: 9, dueAt: 9 };
    const changed = await store.transaction(async (tx) => {
      assert.deepEqual(await tx.leads.lock(organizationId, campaign.id, id), lead);
      assert.equal(await store.transaction((two) => two.leads.take(id, 100)), null, 'nobody calls it');
      return tx.leads.change(id, to, 7);
    });
    assert.deepEqual(changed, { ...lead, ...to, updatedAt: 7 });
    assert.deepEqual(await store.leads.get(organizationId, campaign.id, id), changed);
  });

  test('two transactions at once: one takes the lead', async () => {
    const { store, campaign } = await withCampaign();
    const lead = sampleLead(campaign, '+34600000001');
    await store.leads.insert([lead]);
    const taken = await store.transaction(async (one) => {
      const mine = await one.leads.take(lead.id, 100);
      const other = await store.transaction((two) => two.leads.take(lead.id, 100));
      return [mine?.id, other];
    });
    assert.deepEqual(taken, [lead.id, null]);
  });

  test('turns: one node at a time; woken meanwhile, it is due again; a dead node loses its turn', async () => {
    const { store, campaign } = await withCampaign();
    const { campaigns, nodes } = store;
    const [one, two, dead] = [ids.next(), ids.next(), ids.next()];
    for (const node of [one, two]) await nodes.heartbeat(node, '127.0.0.1:1', 0, 1e6);
    const claim = (node: Id, now: number) => campaigns.claimTurns(() => ids.next(), node, now, LEASE, 4);
    assert.deepEqual(await claim(one, 100), []);
    await campaigns.wake(campaign.id, 100);
    const claims = await Promise.all(Array.from({ length: 6 }, (_, n) => claim(n % 2 ? one : two, 100)));
    assert.equal(claims.flat().length, 1);
    const [turn] = claims.flat();
    assert.equal(await campaigns.holdTurn(turn!), true);
    await campaigns.wake(campaign.id, 150);
    await campaigns.endTurn(turn!, 9_000, 200);
    assert.equal(await campaigns.nextTurnAt(), 200, 'woken meanwhile');
    assert.equal(await campaigns.holdTurn(turn!), false);
    const [again] = await claim(one, 200);
    await campaigns.endTurn(turn!, null, 210);
    assert.equal(await campaigns.holdTurn(again!), true, 'an overtaken turn ends nothing');
    await campaigns.endTurn(again!, null, 220);
    assert.equal(await campaigns.nextTurnAt(), null);
    await nodes.heartbeat(dead, '127.0.0.1:1', 300, 50);
    await campaigns.wake(campaign.id, 300);
    assert.equal((await claim(dead, 300)).length, 1);
    assert.deepEqual(await claim(one, 349), []);
    assert.equal((await claim(one, 351)).length, 1);
  });

  test('a call keeps its chain, its campaign and its batch; the authority sees its campaign', async () => {
    const { store, organizationId, campaign } = await withCampaign({ status: 'paused' });
    const retry = { delaysS: [1], on: ['busy'], base: 'call', number: 0, since: 7, nextAt: null } as const;
    const [parentCallId, leadId, batchId] = [ids.next(), ids.next(), ids.next()];
    const links = { parentCallId, leadId, batchId, campaignId: campaign.id, nextCallId: null, retry };
    const call = sampleCall(organizationId, links);
    await store.calls.insert(call, someEvents(1));
    const nextCallId = ids.next();
    await store.calls.append(call.id, null, [], { nextCallId, retry: { ...retry, nextAt: 9 } });
    const read = await store.calls.get(organizationId, call.id);
    assert.deepEqual(
      [read?.parentCallId, read?.leadId, read?.batchId, read?.campaignId, read?.nextCallId, read?.retry],
      [parentCallId, leadId, batchId, campaign.id, nextCallId, { ...retry, nextAt: 9 }],
    );
    assert.deepEqual(await store.campaigns.waitingCalls(campaign.id), [call.id]);
    const asked = {
      ...{ organizationId, callId: call.id, to: call.to, person: call.to, test: false, requestedFrom: null },
      ...{ requestedNumberId: null, requestedTrunkId: null, agentId: null, agentNumberId: null },
    };
    const facts = await store.dialing.peek({ ...asked, campaignId: campaign.id } as never, 100);
    assert.deepEqual(facts.campaign, { status: 'paused', window: campaign.window });
    assert.equal((await store.dialing.peek(asked as never, 100)).campaign, null);
    await store.campaigns.wakeCalls(campaign.id, call.createdAt + 50);
    assert.equal((await store.calls.get(organizationId, call.id))?.notBefore, call.createdAt + 50);
  });

  test('a batch is kept, counted and cancelled, by its owner alone', async () => {
    const { store, organizationId, other } = await withCampaign();
    const id = ids.next();
    const call = sampleCall(organizationId, { batchId: id });
    await store.calls.insert(call, someEvents(1));
    const items = [{ callId: call.id }, { error: { code: 'dial-denied', message: 'No.', param: 'to' } }];
    const batch = {
      id,
      organizationId,
      name: 'b',
      mode: 'each',
      items,
      cancelledAt: null,
      createdAt: 1,
    } as const;
    await store.batches.insert(batch);
    assert.deepEqual(await store.batches.get(organizationId, id), batch);
    assert.equal(await store.batches.get(other, id), null);
    assert.deepEqual(await store.batches.list(organizationId, { limit: 5 }), [batch]);
    assert.deepEqual(await store.batches.waitingCalls(id), [call.id]);
    assert.deepEqual(await store.batches.counts(id), [{ status: 'queued', outcome: null, count: 1 }]);
    assert.equal(await store.batches.cancelled(other, id, 9), null);
    assert.equal((await store.batches.cancelled(organizationId, id, 9))?.cancelledAt, 9);
    assert.equal((await store.batches.cancelled(organizationId, id, 10))?.cancelledAt, 9);
  });
}
