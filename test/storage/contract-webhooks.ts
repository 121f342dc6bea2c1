/** What every database must do with events, endpoints and deliveries. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimedDelivery, Emission, SettledDelivery, WebhookEndpoint } from '#domain';
import type { Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import type { Stored } from './contract.ts';
import { ids, sampleCall } from './samples.ts';

export function sampleEndpoint(organizationId: Id, over: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    ...{ id: ids.next(), organizationId, agentId: null, callId: null },
    ...{ url: 'https://hooks.example.com/', description: '', format: 'standard', eventTypes: ['*'] },
    ...{ headers: { 'x-key': 'k' }, signing: 'hmac', secret: 'whsec_c2VjcmV0', oldSecret: null },
    ...{ oldSecretUntil: null, active: true, disabledReason: null, disabledAt: null, failingSince: null },
    ...{ createdAt: 1, updatedAt: 1 },
    ...over,
  } satisfies WebhookEndpoint;
}

const event = (type: string, at = 5, data = {}) => ({ at, type, data });
const ended = event('call-ended');
const [asked, started] = [event('call-accepted'), event('attempt-started', 5, { number: 1, from: null })];

const types = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ delivery }) => delivery.type);

const settled = (
  { delivery, claim, triesMade }: ClaimedDelivery,
  state: SettledDelivery['state'],
  at: number,
): SettledDelivery => ({
  ...{
    id: delivery.id,
    endpointId: delivery.endpointId,
    callId: delivery.callId,
    claim,
    state,
    at,
    tries: 1,
  },
  made: {
    ...{ number: triesMade + 1, at: 9, url: 'u', requestHeaders: { a: 'b' }, status: 500, answer: 'ä' },
    ...{ error: null, durationMs: 3 },
  },
});

export function webhookContract(stored: Stored): void {
  const rig = async () => {
    const given = await stored();
    await execute(given.target, 'DELETE FROM webhook_deliveries');
    const { store, organizationId } = given;
    const node = ids.next();
    const claim = (now: number, without: readonly Id[] = [], limit = 50) =>
      store.webhooks.claimDue({ nodeId: node, now, leaseMs: 100, limit, perEndpoint: 20, without });
    return {
      ...given,
      node,
      claim,
      endpointOf: (over: Partial<WebhookEndpoint>) => sampleEndpoint(organizationId, over),
    };
  };

  test('an endpoint is kept with its secrets, changed, listed, removed with its deliveries', async () => {
    const { store, organizationId, target, endpointOf, claim } = await rig();
    const endpoint = endpointOf({ oldSecret: 'old', oldSecretUntil: 7, agentId: ids.next() });
    await store.webhooks.insertEndpoint(endpoint);
    assert.deepEqual(await store.webhooks.getEndpoint(organizationId, endpoint.id), endpoint);
    assert.equal(await store.webhooks.getEndpoint(ids.next(), endpoint.id), null);
    const rows = await execute(target, 'SELECT * FROM webhook_endpoints WHERE id = $1', [endpoint.id]);
    assert.doesNotMatch(JSON.stringify(rows), /c2VjcmV0|x-key/, 'secrets lie sealed');
    const patch = { secret: null, oldSecret: null, url: 'https://other.example.com/', agentId: null };
    const changed = await store.webhooks.updateEndpoint(organizationId, endpoint.id, patch);
    assert.deepEqual(changed, { ...endpoint, ...patch });
    assert.equal(await store.webhooks.updateEndpoint(ids.next(), endpoint.id, patch), null);
    await store.webhooks.insertEndpoint(endpointOf({ callId: ids.next() }));
    assert.deepEqual(await store.webhooks.listEndpoints(organizationId, { limit: 9 }), [changed]);
    await store.calls.insert(sampleCall(organizationId), [asked]);
    assert.equal((await claim(5)).length, 1);
    assert.equal(await store.webhooks.removeEndpoint(ids.next(), endpoint.id), false);
    assert.equal(await store.webhooks.removeEndpoint(organizationId, endpoint.id), true);
    assert.deepEqual(await store.webhooks.listDeliveries(organizationId, { limit: 9 }), []);
  });

  test('what a call log tells is told with it, to whoever wants it, and to nobody when it is rolled back', async () => {
    const { store, organizationId, endpointOf, claim } = await rig();
    const call = sampleCall(organizationId);
    const [all, some, own, strange] = [
      endpointOf({}),
      endpointOf({ eventTypes: ['call.ended', 'lead.*'], agentId: call.plan.agentId ?? ids.next() }),
      endpointOf({ callId: call.id, eventTypes: ['call.*'] }),
      endpointOf({ callId: ids.next() }),
    ];
    for (const each of [all, some, own, strange]) await store.webhooks.insertEndpoint(each);
    await store.calls.insert(call, [asked, event('note-made')], call.id);
    await assert.rejects(
      store.transaction(async (tx) => {
        await tx.calls.append(call.id, null, [started]);
        throw new RangeError('no');
      }),
    );
    await store.calls.append(call.id, null, [event('note-made'), started]);
    store.appendLater(call.id, call.id, [event('call-answered'), event('note-made')]);
    await store.flush();
    await store.calls.append(call.id, null, [ended]);
    const events = await store.webhooks.listEvents(organizationId, { limit: 9, callId: call.id });
    assert.deepEqual(events.map(({ type, sequence }) => `${type} ${sequence}`).sort(), [
      'call.accepted 1',
      'call.answered 5',
      'call.dialing 4',
      'call.ended 7',
    ]);
    const only = await store.webhooks.listEvents(organizationId, {
      limit: 9,
      types: ['call.ended', 'agent.*'],
    });
    assert.deepEqual(
      only.map(({ type }) => type),
      ['call.ended'],
    );
    const byEndpoint = async (id: Id) =>
      (await store.webhooks.listDeliveries(organizationId, { limit: 9, endpointId: id })).length;
    assert.deepEqual(await Promise.all([all, own, strange].map(({ id }) => byEndpoint(id))), [4, 4, 0]);
    assert.equal(await byEndpoint(some.id), call.plan.agentId === null ? 0 : 1);
    assert.equal(
      (await claim(5)).filter(({ delivery }) => delivery.type !== 'call.accepted').length,
      call.plan.agentId === null ? 0 : 1,
      'one a lane',
    );
  });

  test('events and deliveries of one millisecond are listed in the order in which they were told', async () => {
    const { store, organizationId, endpointOf } = await rig();
    const endpoint = endpointOf({});
    await store.webhooks.insertEndpoint(endpoint);
    const call = sampleCall(organizationId);
    await store.calls.insert(call, [asked]);
    const log = ['callee-rang', 'call-answered', 'call-ended', 'analysis-finished'];
    await store.calls.append(call.id, null, [started, ...log.map((type) => event(type))]);
    for (let place = 0; place < 20; place++)
      await store.webhooks.emit(
        ...[place, place + 0.5].map((n): Emission => ({
          ...{ organizationId, type: 'lead.calling', at: 5, callId: null, agentId: null },
          ...{ subject: String(n), data: {} },
        })),
      );
    const listed: { type: string; subject: string | null }[] = [];
    for (let before: Id | undefined; ;) {
      const page = { limit: 7, ...(before === undefined ? {} : { before }) };
      const rows = await store.webhooks.listEvents(organizationId, page);
      if (rows.length === 0) break;
      listed.unshift(...rows.toReversed());
      before = rows.at(-1)!.id;
    }
    const told = ['accepted', 'dialing', 'ringing', 'answered', 'ended', 'analyzed'];
    assert.deepEqual(
      listed.map(({ type, subject }) => subject ?? type),
      [
        ...told.map((action) => `call.${action}`),
        ...Array.from({ length: 40 }, (_, index) => String(index / 2)),
      ],
    );
    const sent = await store.webhooks.listDeliveries(organizationId, { limit: 99, callId: call.id });
    assert.deepEqual(
      sent.toReversed().map(({ type }) => type),
      listed.slice(0, 6).map(({ type }) => type),
    );
    await store.webhooks.removeEndpoint(organizationId, endpoint.id);
  });

  test('of one endpoint and call the oldest goes; it holds the others until it is over', async () => {
    const { store, organizationId, endpointOf, claim } = await rig();
    const endpoint = endpointOf({});
    await store.webhooks.insertEndpoint(endpoint);
    const [one, other] = [sampleCall(organizationId), sampleCall(organizationId)];
    await store.calls.insert(one, [asked]);
    await store.calls.append(one.id, null, [started, ended]);
    await store.calls.insert(other, [asked]);
    const first = await claim(5);
    assert.deepEqual(types(first), ['call.accepted', 'call.accepted'], 'different calls go side by side');
    assert.deepEqual(await claim(6), [], 'it is under way');
    const mine = first.find(({ delivery }) => delivery.callId === one.id)!;
    await store.webhooks.settle([settled(mine, 'due', 500)], 7);
    assert.deepEqual(types(await claim(8)), [], 'the head waits, and the others behind it');
    const again = (await claim(501)).find(({ delivery }) => delivery.callId === one.id)!;
    assert.equal(again.delivery.tries, 1);
    assert.equal(again.triesMade, 1);
    await store.webhooks.settle([settled(again, 'dead', 502)], 502);
    const next = await claim(503, []);
    assert.deepEqual(types(next.filter(({ delivery }) => delivery.callId === one.id)), ['call.dialing']);
    assert.deepEqual(await claim(504, [endpoint.id]), []);
    const tries = await store.webhooks.tries(mine.delivery.id);
    assert.deepEqual(
      tries.map(({ number, answer, requestHeaders }) => [number, answer, requestHeaders]),
      [
        [1, 'ä', { a: 'b' }],
        [2, 'ä', { a: 'b' }],
      ],
    );
  });

  test('a claim that lapsed is somebody else’s: what the first one brings counts no more', async () => {
    const { store, organizationId, endpointOf, claim } = await rig();
    await store.webhooks.insertEndpoint(endpointOf({}));
    await store.calls.insert(sampleCall(organizationId), [asked]);
    const [before] = await claim(5);
    const kept = await store.webhooks.keepBodies([
      { id: before!.delivery.id, claim: before!.claim, body: '{}' },
    ]);
    assert.equal(kept.size, 1);
    const [after] = await claim(105);
    assert.equal(after!.body, '{}', 'rendered once');
    await store.webhooks.settle([settled(before!, 'dead', 106)], 106);
    const late = await store.webhooks.keepBodies([
      { id: before!.delivery.id, claim: before!.claim, body: 'x' },
    ]);
    assert.equal(late.size, 0);
    await store.webhooks.settle([settled(after!, 'delivered', 107)], 107);
    const read = await store.webhooks.getDelivery(organizationId, after!.delivery.id);
    assert.deepEqual([read?.delivery.state, read?.delivery.finishedAt, read?.body], ['delivered', 107, '{}']);
    assert.equal((await store.webhooks.tries(after!.delivery.id)).length, 1);
    assert.equal(await store.webhooks.nextDueAt(), null);
    const replayed = await store.webhooks.replay(organizationId, after!.delivery.id, 200);
    assert.equal(replayed?.state, 'due');
    assert.equal(await store.webhooks.nextDueAt(), 200);
    const [twice] = await claim(200);
    assert.deepEqual([twice!.body, twice!.triesMade, twice!.delivery.id], ['{}', 1, after!.delivery.id]);
    assert.equal(await store.webhooks.replay(ids.next(), after!.delivery.id, 200), null);
  });

  test('other nouns tell by emit; a test goes to one endpoint; health is noted when it changes', async () => {
    const { store, organizationId, endpointOf, claim } = await rig();
    const [endpoint, deaf] = [
      endpointOf({ eventTypes: ['lead.*'] }),
      endpointOf({ eventTypes: ['call.ended'] }),
    ];
    for (const each of [endpoint, deaf]) await store.webhooks.insertEndpoint(each);
    const call = sampleCall(organizationId);
    await store.calls.insert(call, [asked]);
    const lead: Emission = {
      ...{ organizationId, type: 'lead.completed', at: 6, callId: call.id, agentId: null },
      ...{ subject: 'lead_1', data: { a: 1 } },
    };
    await store.transaction((tx) => tx.webhooks.emit(lead, { ...lead, callId: null }));
    await store.webhooks.emit();
    const ping = await store.webhooks.emitTo(deaf.id, {
      ...lead,
      type: 'webhook-endpoint.ping',
      callId: null,
    });
    const claimed = await claim(6);
    assert.deepEqual(types(claimed).sort(), ['lead.completed', 'lead.completed', 'webhook-endpoint.ping']);
    assert.deepEqual(claimed.map(({ event: { sequence } }) => sequence).sort(), [1, null, null]);
    assert.ok(claimed.some(({ delivery }) => delivery.id === ping));
    assert.equal(await store.webhooks.noteHealth(endpoint.id, true, 10), null);
    assert.equal(await store.webhooks.noteHealth(endpoint.id, false, 11), 11);
    assert.equal(await store.webhooks.noteHealth(endpoint.id, false, 12), 11);
    assert.equal(await store.webhooks.disableEndpoint(organizationId, endpoint.id, 'gone', 13), true);
    assert.equal(await store.webhooks.disableEndpoint(organizationId, endpoint.id, 'gone', 13), false);
    const off = await store.webhooks.getEndpoint(organizationId, endpoint.id);
    assert.deepEqual([off?.active, off?.disabledReason, off?.failingSince], [false, 'gone', 11]);
    await store.webhooks.emit(lead);
    assert.deepEqual(
      (await store.webhooks.listDeliveries(organizationId, { limit: 9, state: 'dead' })).length,
      2,
      'what was due is dead, and nothing new is made',
    );
  });

  test('what is old goes, by the term of its organization; what is open stays with its event', async () => {
    const { store, organizationId, claim, endpointOf, target } = await rig();
    await execute(target, 'DELETE FROM webhook_events');
    const { webhooks } = store;
    const endpoint = endpointOf({});
    await webhooks.insertEndpoint(endpoint);
    const emission = (at: number): Emission => ({
      ...{
        organizationId,
        type: 'agent.changed',
        at,
        callId: null,
        agentId: null,
        subject: `a${at}`,
        data: {},
      },
    });
    await webhooks.emit(emission(1_000), emission(2_000), emission(3_000));
    const [first, , third] = await claim(5_000);
    await webhooks.settle([settled(first!, 'delivered', 5_000), settled(third!, 'delivered', 5_000)], 5_000);
    const left = async () =>
      (await webhooks.listEvents(organizationId, { limit: 9 })).map(({ subject }) => subject);
    const subjects = [...(await left())].sort();
    assert.deepEqual(subjects, ['a1000', 'a2000', 'a3000']);
    assert.equal(await webhooks.removeOld(2_500, { without: [organizationId] }, 9), 0);
    assert.equal(await webhooks.removeOld(2_500, { organizationId }, 9), 1);
    assert.deepEqual([...(await left())].sort(), ['a2000', 'a3000']);
    assert.equal((await webhooks.listDeliveries(organizationId, { limit: 9 })).length, 2);
    assert.equal(await webhooks.removeOld(9_000, { without: [] }, 9), 1);
    assert.deepEqual(await left(), ['a2000'], 'it is still to be sent');
    await webhooks.removeEndpoint(organizationId, endpoint.id);
  });

  test('an endpoint of one call goes with what it was told, once the call has ended', async () => {
    const { store, organizationId, claim, endpointOf } = await rig();
    const { webhooks } = store;
    const calls = [sampleCall(organizationId), sampleCall(organizationId, { status: 'ended' })];
    for (const call of calls) {
      await webhooks.insertEndpoint(endpointOf({ id: call.id, callId: call.id }));
      await store.calls.insert(call, [asked]);
    }
    const taken = await claim(5_000);
    await webhooks.settle(
      taken.map((each) => settled(each, 'delivered', 5_000)),
      5_000,
    );
    await webhooks.removeOld(9_000, { organizationId }, 99);
    const kept = await Promise.all(calls.map(({ id }) => webhooks.getEndpoint(organizationId, id)));
    assert.deepEqual(
      kept.map((each) => each?.id ?? null),
      [calls[0]!.id, null],
    );
  });

  test('a person is forgotten by webhooks too: bodies, answers, leads; with its transcript a call loses its bodies', async () => {
    const { store, organizationId, claim, endpointOf } = await rig();
    const { webhooks } = store;
    const phone = '+34600000077';
    const endpoint = endpointOf({});
    await webhooks.insertEndpoint(endpoint);
    const [gone, blanked] = [phone, '+34600000078'].map((to) =>
      sampleCall(organizationId, { to, status: 'ended' }),
    );
    for (const call of [gone!, blanked!]) await store.calls.insert(call, [asked]);
    await webhooks.emit({
      ...{ organizationId, type: 'lead.completed', at: 5, callId: null, agentId: null, subject: 'lead_1' },
      data: { phone_number: phone },
    });
    const taken = await claim(10);
    await webhooks.keepBodies(
      taken.map(({ delivery, claim: number }) => ({ id: delivery.id, claim: number, body: phone })),
    );
    await webhooks.settle(
      taken.map((each) => settled(each, 'delivered', 11)),
      11,
    );
    const person = { organizationId, phone, pseudonym: 'erased:1' };
    await store.forgetting.anonymise(person, gone!.id);
    await store.forgetting.forgetAnswers(person);
    await store.forgetting.blank(organizationId, blanked!.id);
    const left = await webhooks.listDeliveries(organizationId, { limit: 9, endpointId: endpoint.id });
    assert.deepEqual(
      left.map(({ callId }) => callId),
      [blanked!.id],
    );
    assert.equal((await webhooks.getDelivery(organizationId, left[0]!.id))?.body, null);
    const events = await webhooks.listEvents(organizationId, { limit: 99 });
    assert.ok(!JSON.stringify(events).includes(phone));
    assert.ok(await store.calls.remove(organizationId, blanked!.id));
    assert.deepEqual(
      await webhooks.listDeliveries(organizationId, { limit: 9, endpointId: endpoint.id }),
      [],
    );
  });
}
