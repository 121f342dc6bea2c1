/**
 * `kill -9` while calls end and webhooks are due: each event arrives, in the order of its call at each endpoint, and one
 * that arrives twice has the same id and the same bytes. At each kill every call of the round was refused and none had
 * ended before, and as many deliveries were due. The long form is `npm run soak -- webhooks`.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { randomUnit, seededRandom } from '#kernel';
import { startCrowd, type Crowd } from '../peers/crowd.ts';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { startWebhookReceiver, type Received, type WebhookReceiver } from '../peers/webhook-receiver.ts';
import { connect, sayer, type Client } from './parley.ts';
import { keyOf, serve, type Served } from './served.ts';

const SEED = Number(process.env['SOAK_SEED'] ?? 11);
/** That end at each kill. */
const CALLS = Number(process.env['WEBHOOK_CALLS'] ?? 6);
const KILLS = Number(process.env['WEBHOOK_KILLS'] ?? 1);
/** Held back until the kill: whatever is under way then was taken and not written down. */
const HELD = '/gate/all';
/** Fails each once: so many are due again, seconds later, when the process dies. */
const FAILING = '/500x1/due';

/** What the outside hears of entries of a call's log. */
const TOLD_OF: Readonly<Record<string, string>> = {
  'call-accepted': 'call.accepted',
  'attempt-started': 'call.dialing',
  'callee-rang': 'call.ringing',
  'call-ended': 'call.ended',
  'analysis-finished': 'call.analyzed',
};

/** An event, as a webhook brings it and as the API lists it. */
interface Told {
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly call_id: string;
}
interface Endpoint {
  readonly path: string;
  readonly secret: string;
  readonly id: string;
}

const random = seededRandom(SEED);
let callee: Crowd;
let receiver: WebhookReceiver;
let environment: Record<string, string>;
let key: string;
let served: Served;
let client: Client;

before(async () => {
  [callee, receiver] = await Promise.all([startCrowd(), startWebhookReceiver()]);
  environment = {
    PARLEY_DATA_DIR: freshFolder('webhooks-kill'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
    PARLEY_ALLOW_NETWORKS: '127.0.0.1/32',
    PARLEY_LOG: 'warn',
  };
  served = await serve(environment);
  key = await keyOf(environment);
  client = connect(served.url, key);
});
after(async () => {
  await Promise.all([served?.stop(), receiver.close(), callee.close()]);
  rmSync(environment['PARLEY_DATA_DIR']!, { recursive: true, force: true });
});

async function start(): Promise<void> {
  served = await serve(environment);
  client = connect(served.url, key);
}

async function endpoint(path: string, eventTypes: readonly string[]): Promise<Endpoint> {
  const { status, body } = await client.post('/v1/webhook-endpoints', {
    ...{ url: receiver.url + path, event_types: eventTypes },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { path, secret: String(body['secret']), id: String(body['id']) };
}

async function placeCalls(round: number): Promise<string[]> {
  const placed = Array.from({ length: CALLS }, (_, n) =>
    client.post('/v1/calls', { agent: sayer('Hello.'), to: `sip:u${round}-${n}@${callee.address}` }),
  );
  return (await Promise.all(placed)).map(({ status, body }) => {
    assert.equal(status, 201, JSON.stringify(body));
    return String(body['id']);
  });
}

/** A list of the API to its end. */
async function listAll<T>(path: string): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor = ''; ;) {
    const { body } = await client.get(`${path}&limit=100${cursor}`);
    rows.push(...(body['data'] as T[]));
    if (!body['has_more']) return rows;
    cursor = `&cursor=${String(body['next_cursor'])}`;
  }
}

const read = new WeakMap<Received, Told>();
const messageOf = (received: Received): Told => {
  const known = read.get(received) ?? (JSON.parse(received.body) as Told);
  read.set(received, known);
  return known;
};
const takenAt = ({ path }: Endpoint) =>
  receiver.received.filter((each) => each.path === path && each.status === 200);

const idsAt = (at: Endpoint, of?: string) =>
  new Set(
    takenAt(at)
      .map(messageOf)
      .flatMap(({ id, type }) => (of === undefined || type === of ? [id] : [])),
  ).size;

let verified = 0;
/** Signatures of what has arrived since it was asked last: they hold for five minutes. */
function verify(...endpoints: readonly Endpoint[]): void {
  const hooks = new Map(endpoints.map(({ path, secret }) => [path, new Webhook(secret)]));
  for (const { path, body, headers } of receiver.received.slice(verified)) {
    hooks.get(path)!.verify(body, headers as Record<string, string>);
    verified++;
  }
}

/** Each at least once, in order by call, none altered. @returns how many came more than once */
function judge(at: Endpoint, wanted: readonly Told[]): number {
  const bodies = new Map<string, string>();
  const reached = new Map<string, number>();
  for (const received of receiver.received.filter(({ path }) => path === at.path)) {
    const { id, call_id, sequence, type } = messageOf(received);
    assert.equal(received.headers['webhook-id'], id);
    assert.equal(bodies.get(id) ?? received.body, received.body, `${type} came with other bytes`);
    assert.ok(
      sequence >= (reached.get(call_id) ?? 0),
      `${type} of ${call_id} came after a later event at ${at.path}`,
    );
    bodies.set(id, received.body);
    reached.set(call_id, sequence);
  }
  const taken = takenAt(at).map((each) => messageOf(each).id);
  const missing = wanted.filter(({ id }) => !taken.includes(id));
  assert.deepEqual(missing, [], `lost at ${at.path}`);
  assert.equal(new Set(taken).size, wanted.length, `more arrived than was told at ${at.path}`);
  return taken.length - wanted.length;
}

/** Deliveries that are due to the endpoint whose answers are held back. */
async function countDue(heldId: string): Promise<number> {
  return (await listAll(`/v1/webhook-deliveries?state=due&endpoint_id=${heldId}`)).length;
}

interface KillFigures {
  readonly killedAt: number;
  readonly refusedAt: number;
  readonly due: number;
}

/** Events that came at least once, taken or not. */
const arrivedAt = (of: string) =>
  new Set(receiver.received.filter(({ path }) => path === of).map((each) => messageOf(each).id)).size;

/** All ring; as soon as so many webhooks are due as there are calls, all are refused, and the process dies meanwhile. */
async function killWhileTheyEnd(round: number, heldId: string): Promise<KillFigures> {
  await callee.until('invited', (round + 1) * CALLS);
  callee.ring(CALLS);
  let due = 0;
  for (; due < CALLS; due = await countDue(heldId)) await delay(50);
  const [first, refusedAt] = [1 + Math.floor(randomUnit(random) * (CALLS - 1)), Date.now()];
  const told = arrivedAt(FAILING);
  callee.refuse(first);
  // The end of one was committed, and told: others are about to be, and the rest is refused as the process dies.
  await receiver.until(() => arrivedAt(FAILING) > told);
  callee.refuse(CALLS - first);
  const killedAt = Date.now();
  await served.kill();
  receiver.gate(true);
  await start();
  return { killedAt, refusedAt, due };
}

test(
  `${CALLS} calls end and ${CALLS} webhooks are due, ${KILLS} kills: each event arrives, in order, unaltered`,
  { timeout: 60_000 + KILLS * CALLS * 1_000 },
  async (t) => {
    const begin = performance.now();
    const held = await endpoint(HELD, ['call.*']);
    const failing = await endpoint(FAILING, ['call.ended']);
    const kills: Record<string, number>[] = [];
    const ids: string[] = [];
    const outcomes = new Map<string, number>();
    for (let kill = 0; kill < KILLS; kill++) {
      // Nothing that these calls tell is answered before the kill: all of it stays due.
      receiver.gate(false);
      const placed = await placeCalls(kill);
      ids.push(...placed);
      const { killedAt, refusedAt, due } = await killWhileTheyEnd(kill, held.id);
      await receiver.until(() => idsAt(held, 'call.ended') >= ids.length);
      const ends: number[] = [];
      for (const id of placed) {
        const { body } = await client.get(`/v1/calls/${id}`);
        ends.push(Date.parse(body['ended_at']));
        const code = String(body['outcome'].code);
        outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      }
      const ending = ends.filter((at) => at >= refusedAt).length;
      const after = ends.filter((at) => at > killedAt).length;
      kills.push({ due, ending, after });
      verify(held, failing);
      assert.ok(due >= CALLS && ending >= CALLS, `due and ending at kill ${kill + 1}: ${due}, ${ending}`);
      assert.ok(after > 0 && after < CALLS, `${after} were left to be ended after the kill`);
    }
    const told = (await listAll<Told>('/v1/events?types=call.*')).toReversed();
    const ofCalls = Map.groupBy(told, ({ call_id }) => call_id);
    for (const id of ids) {
      const { body } = await client.get(`/v1/calls/${id}/events?limit=1000`);
      const logged = (body['data'] as { type: string }[]).flatMap(({ type }) => TOLD_OF[type] ?? []);
      const types = (ofCalls.get(id) ?? []).map(({ type }) => type);
      assert.deepEqual(types, logged, 'the log and the outside differ');
      assert.equal(types.filter((type) => type === 'call.ended').length, 1);
    }
    const ended = told.filter(({ type }) => type === 'call.ended');
    await receiver.until(() => idsAt(held) >= told.length && idsAt(failing) >= ended.length);
    verify(held, failing);
    const twice = [judge(held, told), judge(failing, ended)];
    t.diagnostic(
      JSON.stringify({
        ...{ seed: SEED, calls: ids.length, kills, events: told.length, twice },
        outcomes: Object.fromEntries(outcomes),
        ms: Math.round(performance.now() - begin),
      }),
    );
  },
);
