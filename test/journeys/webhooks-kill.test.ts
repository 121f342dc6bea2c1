/**
 * `kill -9` while calls end and webhooks are due: each event arrives, in the order of its call at each endpoint, and one
 * that arrives twice has the same id and the same bytes. The long form is `npm run soak -- webhooks`.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { randomUnit, seededRandom } from '#kernel';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { refuses } from '../peers/sipp-callees.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { startWebhookReceiver, type Received, type WebhookReceiver } from '../peers/webhook-receiver.ts';
import { connect, sayer, type Client } from './parley.ts';
import { createKey, serve, type Served } from './served.ts';

const SEED = Number(process.env['SOAK_SEED'] ?? 11);
const CALLS = Number(process.env['WEBHOOK_CALLS'] ?? 10);
const KILLS = Number(process.env['WEBHOOK_KILLS'] ?? 1);
/** The receiver takes so long for each: whatever is under way when the process dies was taken and not written down. */
const SLOW = '/slow/300/all';
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
}

const random = seededRandom(SEED);
let callee: SippPeer;
let receiver: WebhookReceiver;
let environment: Record<string, string>;
let key: string;
let served: Served;
let client: Client;

before(async () => {
  [callee, receiver] = await Promise.all([
    startSipp({
      scenario: refuses('486 Busy Here', { ringMs: 20 }),
      // A call that a kill interrupted was perhaps never seen by it: it is stopped at the end.
      calls: CALLS + 1,
      timeoutS: 600,
    }),
    startWebhookReceiver(),
  ]);
  environment = {
    PARLEY_DATA_DIR: freshFolder('webhooks-kill'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
    PARLEY_ALLOW_NETWORKS: '127.0.0.1/32',
    PARLEY_LOG: 'warn',
  };
  key = (await createKey(environment))['key']!;
  await start();
});
after(async () => {
  await Promise.all([served?.stop(), receiver.close(), callee.stop()]);
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
  return { path, secret: String(body['secret']) };
}

async function placeCalls(count: number): Promise<string[]> {
  const placed = Array.from({ length: count }, () =>
    client.post('/v1/calls', { agent: sayer('Hello.'), to: `sip:busy@${callee.address}` }),
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

const messageOf = ({ body }: Received) => JSON.parse(body) as Told;
const takenAt = ({ path }: Endpoint) =>
  receiver.received.filter((each) => each.path === path && each.status === 200);

const idsAt = (at: Endpoint) => new Set(takenAt(at).map((each) => messageOf(each).id)).size;

/** Each at least once, in order by call, none altered, signed. @returns how many came more than once */
function judge(at: Endpoint, wanted: readonly Told[]): number {
  const bodies = new Map<string, string>();
  const reached = new Map<string, number>();
  const hook = new Webhook(at.secret);
  for (const received of receiver.received.filter(({ path }) => path === at.path)) {
    const { id, call_id, sequence, type } = messageOf(received);
    hook.verify(received.body, received.headers as Record<string, string>);
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

test(
  `${CALLS} calls end and ${CALLS} webhooks are due, ${KILLS} kills: each event arrives, in order, unaltered`,
  { timeout: 60_000 + CALLS * 2_000 },
  async (t) => {
    const begin = performance.now();
    const slow = await endpoint(SLOW, ['call.*']);
    const failing = await endpoint(FAILING, ['call.ended']);
    const dueAtKill: number[] = [];
    const ids = await placeCalls(CALLS);
    for (let kill = 0; kill < KILLS; kill++) {
      // Each call tells at least that it was accepted and that it ended.
      const share = Math.floor((2 * CALLS) / KILLS);
      const moment = takenAt(slow).length + 1 + Math.floor(randomUnit(random) * (share - 1));
      await receiver.until(() => takenAt(slow).length >= moment);
      await served.kill();
      await start();
      dueAtKill.push((await listAll('/v1/webhook-deliveries?state=due')).length);
    }
    const settled = await Promise.all(ids.map((id) => client.settled(id, 60_000 + CALLS * 500)));
    const told = await listAll<Told>('/v1/events?types=call.*');
    for (const id of ids) {
      const { body } = await client.get(`/v1/calls/${id}/events?limit=1000`);
      const logged = (body['data'] as { type: string }[]).flatMap(({ type }) => TOLD_OF[type] ?? []);
      const ofCall = told.filter(({ call_id }) => call_id === id);
      const types = ofCall.sort((a, b) => a.sequence - b.sequence).map(({ type }) => type);
      assert.deepEqual(types, logged, 'the log and the outside differ');
      assert.equal(types.filter((type) => type === 'call.ended').length, 1);
    }
    const ended = told.filter(({ type }) => type === 'call.ended');
    await receiver.until(() => idsAt(slow) >= told.length && idsAt(failing) >= ended.length);
    const twice = [judge(slow, told), judge(failing, ended)];
    const outcomes = Object.groupBy(settled, (call) => String(call['outcome'].code));
    t.diagnostic(
      JSON.stringify({
        ...{ seed: SEED, calls: CALLS, kills: KILLS, events: told.length, twice, dueAtKill },
        outcomes: Object.fromEntries(Object.entries(outcomes).map(([code, calls]) => [code, calls?.length])),
        ms: Math.round(performance.now() - begin),
      }),
    );
  },
);
