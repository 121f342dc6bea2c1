/** What becomes of a wish between its 201 and its INVITE: who waits, for what, how long, and from which number it goes. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freshFolder } from '../peers/program.ts';
import { answers, refuses, ringsForEver } from '../peers/sipp-callees.ts';
import type { SipMessage } from '../peers/sip-message.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { runParley, sayer, type Client, type Running } from './parley.ts';
import { eventsOf } from './recorded.ts';
import { clientOf, serve } from './served.ts';

const agent = sayer('Hello.');
const long = sayer('This is a rather long sentence, which takes the agent a few seconds to say.');

let running: Running;
let client: Client;
before(async () => {
  running = await runParley();
  client = running.client;
});
after(() => running.close());
afterEach(async () => {
  await client.patch('/v1/organization', {
    concurrency: 50,
    calls_per_second: 50,
    destination_allow: [],
    default_number_id: null,
  });
});

async function place(body: Record<string, unknown>): Promise<string> {
  const answer = await client.post('/v1/calls', { agent, ...body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body['id'];
}

/** First arrival of each call's INVITE, in order. */
function invites(messages: readonly SipMessage[]): SipMessage[] {
  const received = messages.filter((each) => each.method === 'INVITE' && each.direction === 'received');
  const calls = new Map(received.toReversed().map((each) => [each.header('call-id'), each]));
  return [...calls.values()].toSorted((a, b) => a.at - b.at);
}

/** The rules that held a call back, in order, repeats once. */
async function deferrals(id: string): Promise<string[]> {
  const decided = (await eventsOf(client, id)).filter(({ type }) => type === 'dial-decided');
  return [
    ...new Set(decided.filter(({ data }) => data['verdict'] === 'defer').map(({ data }) => data['rule'])),
  ];
}

async function status(id: string): Promise<string> {
  return (await client.get(`/v1/calls/${id}`)).body['status'];
}

async function trunkTo(peer: SippPeer, more: Record<string, unknown> = {}): Promise<string> {
  const made = await client.post('/v1/trunks', { name: 'carrier', uri: `sip:${peer.address}`, ...more });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body['id'];
}

async function number(e164: string, trunkId: string, more: Record<string, unknown> = {}): Promise<string> {
  const made = await client.post('/v1/numbers', { e164, trunk_id: trunkId, ...more });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body['id'];
}

/** The second waits while the first is live, and goes out when that has ended. */
async function oneAfterTheOther(
  first: string,
  placeSecond: () => Promise<string>,
  rule: string,
): Promise<void> {
  await client.settled(first, 20_000, (call) => call['status'] === 'in_progress');
  const second = await placeSecond();
  assert.equal(await status(second), 'queued');
  const [one, two] = [await client.settled(first), await client.settled(second)];
  assert.deepEqual(await deferrals(second), [rule]);
  const started = (await eventsOf(client, second)).find(({ type }) => type === 'attempt-started')!;
  const waited = Date.parse(started.at) - Date.parse(one['ended_at']);
  assert.ok(waited >= 0 && waited < 1_500, `it went out ${waited} ms after the other had ended`);
  assert.deepEqual([one['outcome'].code, two['outcome'].code], ['completed', 'completed']);
}

test('one live call per person: the second waits for the end of the first', async () => {
  const peer = await startSipp({ scenario: answers(), calls: 2 });
  const first = await place({ to: `sip:bob@${peer.address}`, agent: long });
  // The same person, whatever parameters the URI has.
  const second = () => place({ to: `sip:bob@${peer.address};transport=udp` });
  await oneAfterTheOther(first, second, 'one-live-call');
  assert.equal((await peer.done).code, 0);
});

test("an organization's concurrency", async () => {
  await client.patch('/v1/organization', { concurrency: 1 });
  const peer = await startSipp({ scenario: answers(), calls: 2 });
  const first = await place({ to: `sip:ann@${peer.address}`, agent: long });
  const second = () => place({ to: `sip:bob@${peer.address}` });
  await oneAfterTheOther(first, second, 'organization-concurrency');
  assert.equal((await peer.done).code, 0);
});

test("a trunk's concurrency, for numbers and for SIP URIs", async () => {
  const peer = await startSipp({ scenario: answers(), calls: 2 });
  const trunk = await trunkTo(peer, { concurrency: 1 });
  const from = await number('+15550104001', trunk);
  const first = await place({ to: '+34600222001', from, agent: long });
  const second = () => place({ to: `sip:bob@${peer.address}`, trunk_id: trunk });
  await oneAfterTheOther(first, second, 'trunk-concurrency');
  assert.equal((await peer.done).code, 0);
});

test('calls per second: the INVITEs leave no faster', async () => {
  await client.patch('/v1/organization', { calls_per_second: 2 });
  const peer = await startSipp({ scenario: refuses('486 Busy Here'), calls: 6 });
  const ids = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((who) => place({ to: `sip:u${who}@${peer.address}` })),
  );
  for (const id of ids) assert.equal((await client.settled(id))['outcome'].code, 'busy');
  const rules = await Promise.all(ids.map(deferrals));
  assert.ok(rules.flat().includes('organization-calls-per-second'), `${rules}`);
  const starts = (await Promise.all(ids.map((id) => eventsOf(client, id))))
    .map((events) => Date.parse(events.find(({ type }) => type === 'attempt-started')!.at))
    .toSorted((a, b) => a - b);
  const gaps = starts.slice(2).map((at, index) => at - starts[index]!);
  assert.ok(Math.min(...gaps) >= 1_000, `the third after the first: ${gaps} ms`);
  assert.ok(starts.at(-1)! - starts[0]! < 5_000, `all within ${starts.at(-1)! - starts[0]!} ms`);
  assert.equal((await peer.done).code, 0);
});

test('hung up while queued, scheduled, ringing and answered', async () => {
  const ringing = await startSipp({ scenario: ringsForEver() });
  const talking = await startSipp({ scenario: answers() });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const calls = {
    ringing: await place({ to: `sip:ann@${ringing.address}` }),
    in_progress: await place({ to: `sip:bob@${talking.address}`, agent: long }),
    scheduled: await place({ to: `sip:eve@${talking.address}`, not_before: later }),
    queued: '',
  };
  await client.settled(calls.in_progress, 20_000, (call) => call['status'] === 'in_progress');
  await client.settled(calls.ringing, 20_000, (call) => call['status'] === 'ringing');
  calls.queued = await place({ to: `sip:ann@${ringing.address}` });
  for (const [expected, id] of Object.entries(calls).toReversed()) {
    assert.equal(await status(id), expected);
    const { status: code, body } = await client.post(`/v1/calls/${id}/hangup`);
    assert.ok(code === 200 || code === 202, JSON.stringify(body));
    const call = await client.settled(id, 5_000);
    const [outcome, reason] =
      expected === 'in_progress' ? ['completed', 'operator-hung-up'] : ['canceled', 'canceled'];
    assert.deepEqual([call['outcome'].code, call['outcome'].end_reason.code], [outcome, reason], expected);
    const again = await client.post(`/v1/calls/${id}/hangup`);
    assert.deepEqual([again.status, again.body['code']], [409, 'call-ended']);
  }
  const [rang, talked] = await Promise.all([ringing.done, talking.done]);
  assert.equal(rang.code, 0, `CANCEL, 487, ACK: ${rang.errors}`);
  assert.equal(talked.code, 0, `BYE: ${talked.errors}`);
  assert.deepEqual([invites(rang.messages).length, invites(talked.messages).length], [1, 1]);
});

test('Idempotency-Key: one call for a key, replayed, and refused with another body', async () => {
  const peer = await startSipp({ scenario: answers() });
  const key = { 'idempotency-key': 'order-7' };
  const body = { agent, to: `sip:once@${peer.address}` };
  const together = await Promise.all([1, 2, 3, 4, 5].map(() => client.post('/v1/calls', body, key)));
  const made = together.filter(({ status }) => status === 201);
  assert.ok(made.length >= 1);
  for (const each of together.filter(({ status }) => status !== 201))
    assert.deepEqual([each.status, each.body['code']], [409, 'idempotency-key-busy']);
  const replayed = await client.post('/v1/calls', body, key);
  assert.deepEqual([replayed.status, replayed.headers.get('idempotency-replayed')], [201, 'true']);
  assert.equal(new Set([...made, replayed].map((each) => each.body['id'])).size, 1);
  const other = await client.post('/v1/calls', { ...body, metadata: { other: true } }, key);
  assert.deepEqual(
    [other.status, other.body['code'], other.body['param']],
    [422, 'idempotency-key-reused', 'Idempotency-Key'],
  );
  assert.equal((await client.settled(replayed.body['id']))['outcome'].code, 'completed');
  const { code, messages } = await peer.done;
  assert.deepEqual([code, invites(messages).length], [0, 1]);
});

test('a test key rings nobody but the built-in callee', async () => {
  const peer = await startSipp({ scenario: answers() });
  const trunk = await trunkTo(peer);
  const body = { agent, to: '+34600222009', trunk_id: trunk };
  const { body: made } = await running.tester.post('/v1/calls', body);
  assert.equal(made['test'], true, JSON.stringify(made));
  const call = await running.tester.settled(made['id']);
  assert.equal(call['outcome'].code, 'completed');
  assert.equal(call['turns'][0].text, 'Hello.');
  assert.deepEqual(peer.seen(), []);
  await peer.stop();
});

test('suppression denies at once, and also a call that already waits', async () => {
  const peer = await startSipp({ scenario: answers() });
  const from = await number('+15550104002', await trunkTo(peer));
  const waiting = await place({
    to: '+34600222010',
    from,
    not_before: new Date(Date.now() + 1_200).toISOString(),
  });
  await client.post('/v1/suppressions', { e164: '+34600222010' });
  const { status, body } = await client.post('/v1/calls', { agent, to: '+34600222010', from });
  assert.deepEqual([status, body['code'], body['rule']], [403, 'dial-denied', 'suppression']);
  assert.match(body['detail'], /suppression list\. Remove/);
  const call = await client.settled(waiting);
  const { code, detail } = call['outcome'].end_reason;
  assert.deepEqual([call['outcome'].code, code], ['denied', 'dial-denied']);
  assert.match(detail, /suppression/);
  assert.deepEqual(peer.seen(), []);
  await peer.stop();
});

test('a destination that is not on the list', async () => {
  const { body: set } = await client.patch('/v1/organization', { destination_allow: ['+34', '+1555'] });
  assert.deepEqual(set['destination_allow'], ['+34', '+1555']);
  const { status, body } = await client.post('/v1/calls', { agent, to: '+49301234567' });
  assert.deepEqual([status, body['rule']], [403, 'destination']);
  assert.match(body['detail'], /destination_allow/);
});

test('the caller number: named, of the agent, default, near the callee; and none at all', async () => {
  const peer = await startSipp({ scenario: refuses('486 Busy Here'), calls: 6 });
  const trunk = await trunkTo(peer);
  const saved = await client.post('/v1/agents', agent);
  await number('+34910000001', trunk);
  const [british, french] = [await number('+442071230001', trunk), await number('+33123450001', trunk)];
  const german = await number('+49301230001', trunk, { agent_id: saved.body['id'] });
  const dialled = async (body: Record<string, unknown>): Promise<unknown> => {
    const call = await client.settled(await place({ to: '+34600222020', ...body }));
    assert.equal(call['outcome'].code, 'busy', JSON.stringify(call['outcome']));
    const seen = invites(peer.seen()).at(-1)!;
    assert.match(seen.header('from')!, new RegExp(`sip:\\${call['from']}@`));
    assert.equal(seen.startLine, `INVITE sip:+34600222020@${peer.address} SIP/2.0`);
    return call['from'];
  };
  assert.equal(await dialled({ from: '+442071230001' }), '+442071230001');
  assert.equal(await dialled({ from: british }), '+442071230001');
  assert.equal(await dialled({ agent: undefined, agent_id: saved.body['id'] }), '+49301230001');
  assert.equal(await dialled({}), '+34910000001');
  await client.patch('/v1/organization', { default_number_id: french });
  assert.equal(await dialled({}), '+33123450001');
  const unknown = await client.post('/v1/calls', { agent, to: '+34600222020', from: '+15559999999' });
  assert.deepEqual([unknown.status, unknown.body['rule']], [403, 'no-usable-caller-number']);
  await client.patch(`/v1/numbers/${german}`, { active: false });
  const inactive = await client.post('/v1/calls', { agent, to: '+34600222020', from: german });
  assert.deepEqual([inactive.status, inactive.body['rule']], [403, 'no-usable-caller-number']);
  await peer.stop();
});

test('not_before is kept to the second', async () => {
  const peer = await startSipp({ scenario: refuses('486 Busy Here') });
  const due = Date.now() + 1_500;
  const id = await place({ to: `sip:late@${peer.address}`, not_before: new Date(due).toISOString() });
  assert.equal(await status(id), 'scheduled');
  await client.settled(id);
  const late = invites((await peer.done).messages)[0]!.at * 1000 - due;
  assert.ok(late >= 0 && late < 1_000, `${late} ms after its time`);
});

test(
  'not_before survives kill -9: what fell due meanwhile goes out at once, the rest in time',
  { timeout: 90_000 },
  async () => {
    const peer = await startSipp({ scenario: refuses('486 Busy Here'), calls: 2 });
    const environment = {
      PARLEY_DATA_DIR: freshFolder('queue'),
      PARLEY_HTTP: '127.0.0.1:0',
      PARLEY_SIP: '127.0.0.1:0',
      PARLEY_LOG: 'error',
    };
    const first = await serve(environment);
    const before = await clientOf(first, environment);
    const now = Date.now();
    const due = { missed: now + 800, later: now + 10_000 };
    const ids = [];
    for (const [who, at] of Object.entries(due)) {
      const made = await before.post('/v1/calls', {
        agent,
        to: `sip:${who}@${peer.address}`,
        not_before: new Date(at).toISOString(),
      });
      assert.equal(made.body['status'], 'scheduled', JSON.stringify(made.body));
      ids.push(made.body['id']);
    }
    await first.kill();
    await delay(Math.max(due.missed - Date.now(), 0));
    const second = await serve(environment);
    const back = Date.now();
    const again = await clientOf(second, environment);
    for (const id of ids) assert.equal((await again.settled(id, 40_000))['outcome'].code, 'busy');
    const [missed, later] = invites((await peer.done).messages).map(({ at }) => at * 1000);
    assert.ok(missed! - back < 1_000, `${missed! - back} ms after the start`);
    assert.ok(later! >= due.later && later! < due.later + 1_000, `${later! - due.later} ms after its time`);
    assert.equal(await second.stop(), 0, second.output());
    rmSync(environment.PARLEY_DATA_DIR, { recursive: true, force: true });
  },
);
