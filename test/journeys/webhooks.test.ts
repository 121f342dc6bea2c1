/** The sender with a real database against a receiver in a process of its own, on a clock of ours. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { Id } from '#kernel';
import { createIdSource, realClock, realRandom, seededRandom, silentLogger, VirtualClock } from '#kernel';
import { createOutboundHttp } from '#providers';
import { createStandardFormat, WebhookSender } from '#webhooks';
import type { Call, DeliveryStateName, WebhookEndpoint, WebhookFormat } from '#domain';
import { openTestStore, type TestStore } from '../../src/storage/testing.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../peers/webhook-receiver.ts';
import { sampleEndpoint } from '../storage/contract-webhooks.ts';
import { sampleCall } from '../storage/samples.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ids = createIdSource(realClock, realRandom);
let opened: TestStore;
let receiver: WebhookReceiver;
let organizationId: Id;
let clock: VirtualClock;
let sender: WebhookSender;

before(async () => {
  [opened, receiver] = await Promise.all([openTestStore({ ids }), startWebhookReceiver()]);
  organizationId = (await opened.store.organizations.ensureDefault()).id;
  clock = new VirtualClock(realClock.now());
  const format = createStandardFormat(({ id, status }: Call) => ({ id, status }));
  const formats = new Proxy({}, { get: () => format }) as Record<WebhookEndpoint['format'], WebhookFormat>;
  const http = createOutboundHttp({ allowNetworks: ['127.0.0.1/32'], clock, logger: silentLogger });
  const { store } = opened;
  sender = new WebhookSender({
    ...{ nodeId: ids.next(), store, http, formats, recordingUrl: () => null },
    ...{ clock, random: seededRandom(1), logger: silentLogger },
  });
  sender.start();
});
after(async () => {
  await sender.close();
  await Promise.all([opened.close(), receiver.close()]);
});

const endpoint = async (path: string, over: Partial<WebhookEndpoint> = {}) => {
  const url = path.startsWith('/') ? receiver.url + path : path;
  const made = sampleEndpoint(organizationId, { url, secret: SECRET, ...over });
  await opened.store.webhooks.insertEndpoint(made);
  return made;
};
const remove = ({ id }: WebhookEndpoint) => opened.store.webhooks.removeEndpoint(organizationId, id);
const entry = (type: string) => ({ at: clock.now(), type, data: {} });

/** A call whose log tells `types`, all committed before the sender looks. */
const callThatTells = async (...types: string[]) => {
  const call = sampleCall(organizationId);
  await opened.store.calls.insert(call, [entry('call-accepted')]);
  for (const type of types) await opened.store.calls.append(call.id, null, [entry(type)]);
  return call;
};
const at = (path: string) => receiver.received.filter((each) => each.path === path);
/**
 * Lets virtual time pass until it holds; the network and the database take real time. What is under way is due again
 * within a minute: only longer waits are leapt over.
 */
const passes = async (step: number, holds: () => boolean | Promise<boolean>) => {
  for (let rounds = 0; !(await holds()); rounds++) {
    assert.ok(rounds < 5_000, 'it never came to hold');
    const wait = ((await opened.store.webhooks.nextDueAt()) ?? 0) - clock.now();
    await clock.advance(wait > 60_000 ? wait : step);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
const states = async ({ id }: WebhookEndpoint): Promise<DeliveryStateName[]> =>
  (await opened.store.webhooks.listDeliveries(organizationId, { limit: 100, endpointId: id }))
    .toReversed()
    .map(({ state }) => state);
const allAre = (of: WebhookEndpoint, state: DeliveryStateName, count: number) => async () => {
  const found = await states(of);
  return found.length === count && found.every((each) => each === state);
};

test('events of a call arrive signed, in order, over kept connections; the library verifies them', async () => {
  const made = await endpoint('/200/plain');
  await callThatTells('callee-rang', 'call-answered', 'call-ended');
  await passes(10, allAre(made, 'delivered', 4));
  const got = at('/200/plain');
  const messages = got.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  assert.deepEqual(
    messages.map(({ type, sequence }) => [type, sequence]),
    [
      ['call.accepted', 1],
      ['call.ringing', 2],
      ['call.answered', 3],
      ['call.ended', 4],
    ],
  );
  for (const { body, headers } of got) {
    // The library judges the age by the system's clock; ours is a few seconds ahead.
    new Webhook(SECRET).verify(body, headers as unknown as Record<string, string>);
    assert.equal(headers['x-key'], 'k');
    assert.equal(headers['webhook-id'], (JSON.parse(body) as { id: string }).id);
  }
  assert.equal(new Set(got.map(({ port }) => port)).size, 1, 'one connection served them all');
  await remove(made);
});

test('a head that fails holds the others of its call, not those of another; a try has the same id and bytes', async () => {
  const made = await endpoint('/500x2/head');
  const [one, other] = [await callThatTells('call-ended'), await callThatTells()];
  await passes(50, () => at('/500x2/head').length >= 2);
  assert.ok(at('/500x2/head').every(({ body }) => body.includes('call.accepted')));
  await passes(500, allAre(made, 'delivered', 3));
  const got = at('/500x2/head').map(({ body, headers, status }) => ({
    body,
    id: headers['webhook-id'],
    status,
  }));
  assert.equal(new Set(got.map(({ id }) => id)).size, 3);
  assert.equal(got.length, 9, 'two failures each');
  for (const { id, body } of got) assert.ok(got.every((each) => each.id !== id || each.body === body));
  const taken = got
    .filter(({ status }) => status === 200)
    .map(({ body }) => JSON.parse(body) as { type: string; data: { call: Call } });
  const of = (call: Call) => taken.filter(({ data }) => data.call.id === call.id).map(({ type }) => type);
  assert.deepEqual([of(one), of(other)], [['call.accepted', 'call.ended'], ['call.accepted']]);
  await remove(made);
});

test('a dead head releases the rest; a replay sends the same bytes out of order', async () => {
  const made = await endpoint('/500x10/dead');
  await callThatTells('call-ended');
  const { webhooks } = opened.store;
  const stateOf = async (type: string) => {
    const query = { limit: 1, endpointId: made.id, type };
    return (await webhooks.listDeliveries(organizationId, query))[0]!;
  };
  // It gives up after its tenth try, three days later.
  await passes(50, async () => (await stateOf('call.accepted')).state === 'dead');
  // What waited behind it may leave in the same moment.
  const tries = at('/500x10/dead').slice(0, 10);
  assert.deepEqual([tries.length, tries.every(({ body }) => body.includes('call.accepted'))], [10, true]);
  await passes(50, async () => (await stateOf('call.ended')).tries > 0);
  const head = await stateOf('call.accepted');
  assert.equal((await webhooks.tries(head.id)).length, 10);
  await webhooks.replay(organizationId, head.id, clock.now());
  await passes(50, async () => (await stateOf('call.accepted')).state === 'delivered');
  const sent = at('/500x10/dead').filter(({ body }) => body.includes('call.accepted'));
  assert.deepEqual(
    [sent.length, new Set(sent.map(({ body }) => body)).size, sent.at(-1)?.status],
    [11, 1, 200],
  );
  assert.equal((await webhooks.tries(head.id)).at(-1)?.number, 11);
  await remove(made);
});

test('410 switches an endpoint off at once, and the others are told', async () => {
  const [gone, watcher] = [
    await endpoint('/410/gone'),
    await endpoint('/200/watch', { eventTypes: ['webhook-endpoint.*'] }),
  ];
  await callThatTells('call-ended');
  await passes(50, allAre(watcher, 'delivered', 1));
  const off = await opened.store.webhooks.getEndpoint(organizationId, gone.id);
  assert.deepEqual([off?.active, await states(gone)], [false, ['dead', 'dead']]);
  assert.match(at('/200/watch')[0]!.body, /webhook-endpoint\.disabled.*410/);
  await Promise.all([remove(gone), remove(watcher)]);
});

test('hanging, refusing, leading inside, answering too much: told in the log, and tried again', async () => {
  const made = {
    hang: await endpoint('/hang/1'),
    refused: await endpoint('http://127.0.0.1:1/'),
    redirect: await endpoint('/redirect/1'),
    inner: await endpoint('http://169.254.169.254/latest'),
    loopback: await endpoint('http://[::1]:9/'),
    large: await endpoint('/large/1'),
  };
  await callThatTells();
  const { webhooks } = opened.store;
  const firstTry = async ({ id }: WebhookEndpoint) => {
    const [delivery] = await webhooks.listDeliveries(organizationId, { limit: 1, endpointId: id });
    return delivery ? (await webhooks.tries(delivery.id))[0] : undefined;
  };
  await passes(500, async () =>
    (await Promise.all(Object.values(made).map(firstTry))).every((each) => each !== undefined),
  );
  const of = async (name: keyof typeof made) => (await firstTry(made[name]))!;
  assert.match((await of('hang')).error!, /^http-timeout/);
  assert.match((await of('refused')).error!, /^http-unreachable/);
  assert.match((await of('inner')).error!, /^url-refused/);
  assert.match((await of('loopback')).error!, /^url-refused/);
  assert.equal((await of('redirect')).status, 307, 'not followed');
  const large = await of('large');
  assert.deepEqual([large.status, large.answer?.length], [200, 4096]);
  assert.equal(large.requestHeaders['x-key'], '***');
  assert.deepEqual(await states(made.large), ['delivered']);
  await Promise.all(Object.values(made).map(remove));
});

test('a slow endpoint leaves room for the others', async () => {
  const [slow, quick] = [await endpoint('/hang/slow'), await endpoint('/200/quick')];
  for (let call = 0; call < 30; call++) await callThatTells();
  await passes(1, allAre(quick, 'delivered', 30));
  assert.ok((await states(slow)).every((state) => state === 'due'));
  await Promise.all([remove(slow), remove(quick)]);
});
