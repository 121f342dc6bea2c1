/**
 * A hundred calls under way (ten in `npm test`), half of them ringing and half of them talking, when the program is told to stop, dies, or
 * loses its trunk: each ends with its own reason, and the telephones (sipp) saw one BYE or one CANCEL of each.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { answers } from '../peers/sipp-callees.ts';
import { receive, receiveInvite, respond, respondInside, scenario } from '../peers/sipp-steps.ts';
import type { SipMessage } from '../peers/sip-message.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { connect, sayer, type Client } from './parley.ts';
import { until } from './recorded.ts';
import { keyOf, serve, type Served } from './served.ts';

/** Half of all: a hundred by `npm run soak -- hundred`. */
const EACH = Number(process.env['HUNDRED_CALLS'] ?? 10) / 2;
/** All of them must be under way by then. */
const RING_TIMEOUT_S = 10;
const TIMEOUT = { timeout: 90_000 };

/** Long enough for all of them to be talking at once, and not to be talked over by its own echo. */
const agent = {
  ...sayer('There is a lot to tell about this order, and it will take me a while. '.repeat(3)),
  interruptible: false,
};
const ringsForEver = scenario([
  receiveInvite(),
  respond('180 Ringing'),
  receive('CANCEL', 60_000),
  respondInside('200 OK'),
  respond('487 Request Terminated', { toInvite: true }),
  receive('ACK'),
]);

let environment: Record<string, string>;
let served: Served;
let client: Client;
let key = '';

before(async () => {
  environment = {
    PARLEY_DATA_DIR: freshFolder('hundred'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
    PARLEY_LOG: 'error',
    PARLEY_DRAIN: '1s',
  };
});
after(async () => {
  await served?.stop();
  rmSync(environment['PARLEY_DATA_DIR']!, { recursive: true, force: true });
});

async function start(more: Record<string, string> = {}): Promise<void> {
  served = await serve({ ...environment, ...more });
  if (key === '') key = await keyOf(environment);
  client = connect(served.url, key);
}

interface Hundred {
  readonly talking: SippPeer;
  readonly ringing: SippPeer;
  /** Half of them talk. */
  readonly ids: readonly string[];
}

/** Resolves when all of them have got as far as they get. */
async function placeAll(): Promise<Hundred> {
  const shared = { calls: EACH, repeats: true, timeoutS: 80 };
  const [talking, ringing] = await Promise.all([
    startSipp({ scenario: answers(), echo: true, ...shared }),
    startSipp({ scenario: ringsForEver, ...shared }),
  ]);
  const placed = Array.from({ length: 2 * EACH }, (_, n) =>
    client.post('/v1/calls', {
      agent,
      to: `sip:u${n}@${n < EACH ? talking.address : ringing.address}`,
    }),
  );
  const ids = (await Promise.all(placed)).map(({ status, body }) => {
    assert.equal(status, 201, JSON.stringify(body));
    return String(body['id']);
  });
  await until(async () => {
    const counted = (await (await fetch(`${served.url}/metrics`)).text()).split('\n');
    return (
      counted.includes(`parley_calls{status="in_progress"} ${EACH}`) &&
      counted.includes(`parley_calls{status="ringing"} ${EACH}`)
    );
  }, 30_000);
  return { talking, ringing, ids };
}

/** Both halves' ends, each told once a reason. */
async function endsOf({ ids }: Hundred): Promise<readonly (readonly string[])[]> {
  const ended = await Promise.all(ids.map((id) => client.settled(id, 45_000)));
  const told = ended.map(({ outcome }) => `${outcome.code} ${outcome.end_reason.code}`);
  return [told.slice(0, EACH), told.slice(EACH)].map((half) => [...new Set(half)]);
}

/** A BYE for each that talked, a CANCEL for each that rang, whatever was repeated. */
async function seenBy({ talking, ringing }: Hundred): Promise<void> {
  await Promise.all([saw(talking, 'BYE'), saw(ringing, 'CANCEL')]);
}

async function saw(peer: SippPeer, method: 'BYE' | 'CANCEL'): Promise<void> {
  // It ends by itself after the last call, and takes its log with it.
  let messages: readonly SipMessage[] | null = null;
  void peer.done.then((result) => (messages = result.messages));
  const callIds = (of: string) => {
    const all = (messages ?? peer.seen()).filter((message) => message.method === of);
    return new Set(all.map((message) => message.header('call-id')));
  };
  try {
    await until(() => callIds(method).size === EACH, 10_000);
    assert.deepEqual(callIds(method), callIds('INVITE'));
  } finally {
    await peer.stop();
  }
}

test('SIGTERM: at the limit of the drain who talks gets BYE and who rings CANCEL', TIMEOUT, async () => {
  await start();
  const hundred = await placeAll();
  assert.equal(await served.stop(), 0, served.output());
  await seenBy(hundred);
  await start();
  assert.deepEqual(await endsOf(hundred), [['interrupted shutdown'], ['interrupted shutdown']]);
});

test('kill -9: the next start ends what the last one left', TIMEOUT, async () => {
  const hundred = await placeAll();
  await served.kill();
  await start({ PARLEY_MEDIA_TIMEOUT: '3s', PARLEY_RING_TIMEOUT: `${RING_TIMEOUT_S}s` });
  assert.deepEqual(await endsOf(hundred), [['interrupted node-lost'], ['interrupted node-lost']]);
  await seenBy(hundred);
});

test('the trunk stands still: audio that is missed and ringing that lasts end them', TIMEOUT, async () => {
  const hundred = await placeAll();
  const peers = [hundred.talking, hundred.ringing];
  for (const { pid } of peers) process.kill(pid, 'SIGSTOP');
  // Nobody acknowledges their end, until the trunk is back.
  await delay(RING_TIMEOUT_S * 1_000);
  for (const { pid } of peers) process.kill(pid, 'SIGCONT');
  assert.deepEqual(await endsOf(hundred), [['failed media-lost'], ['no_answer no-answer']]);
  await seenBy(hundred);
});
