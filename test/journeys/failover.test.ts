/** Must hold for every trunk with several gateways: another is tried only after what cannot have rung anybody. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import * as callee from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { runParley, sayer, type Running } from './parley.ts';

const RING_MS = 2_500;
let running: Running;
before(async () => {
  running = await runParley({ ringTimeoutMs: RING_MS });
});
after(() => running.close());

/** The silent one lasts as long as Timer B (RFC 3261, 17.1.1.2): 32 s. */
const AT_ONCE = { concurrency: true };
let serial = 0;

/** Calls through a trunk with these gateways, in this order. */
async function dial(gateways: readonly string[], more: Record<string, unknown> = {}) {
  const { client } = running;
  const at = String(++serial).padStart(2, '0');
  const trunk = await client.post('/v1/trunks', {
    name: `Two gateways ${at}`,
    gateways: gateways.map((uri, priority) => ({ uri, priority })),
    ...more,
  });
  assert.equal(trunk.status, 201, JSON.stringify(trunk.body));
  const number = await client.post('/v1/numbers', { e164: `+349100001${at}`, trunk_id: trunk.body['id'] });
  const made = await client.post('/v1/calls', {
    agent: sayer('Hello.'),
    to: `+346000001${at}`,
    from: number.body['e164'],
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const call = await client.settled(made.body['id'], 45_000);
  const events: Record<string, any>[] = (await client.get(`/v1/calls/${made.body['id']}/events?limit=500`))
    .body['data'];
  const of = (type: string) => events.filter((event) => event['type'] === type).map(({ data }) => data);
  return { reason: call['outcome'].end_reason, status: call['status'], of };
}

/** A TCP port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answering = () => startSipp({ scenario: callee.answers(), timeoutS: 50 });

describe('several gateways', AT_ONCE, () => {
  test('refused by the first, the second is called: an attempt of its own, after a verdict of its own', async () => {
    const second = await answering();
    const refusing = `sip:127.0.0.1:${await closedPort()};transport=tcp`;
    const { reason, of } = await dial([refusing, `sip:${second.address}`]);
    assert.equal(reason.code, 'agent-hung-up', JSON.stringify(reason));
    assert.deepEqual(
      of('dial-decided').map(({ stage }) => stage),
      ['acceptance', 'attempt', 'next-target'],
    );
    assert.deepEqual(
      of('attempt-started').map(({ number }) => number),
      [1, 2],
    );
    assert.deepEqual(
      of('attempt-ended').map(({ end_reason }) => end_reason.code),
      ['trunk-unreachable', 'agent-hung-up'],
    );
    assert.equal((await second.done).code, 0);
  });

  test('503 of the first: the second is called, with what the first was offered', async () => {
    const [first, second] = await Promise.all([
      startSipp({ scenario: callee.refuses('503 Service Unavailable'), timeoutS: 50 }),
      answering(),
    ]);
    const { reason, of } = await dial([`sip:${first.address}`, `sip:${second.address}`]);
    assert.equal(reason.code, 'agent-hung-up', JSON.stringify(reason));
    const [ended] = of('attempt-ended');
    assert.deepEqual([ended.end_reason.code, ended.end_reason.sip.status], ['carrier-error', 503]);
    assert.deepEqual(
      of('invite-sent').map(({ via }) => via),
      [`sip:${first.address}`, `sip:${second.address}`],
    );
    const ids = of('invite-sent').map(({ sip_call_id }) => sip_call_id);
    assert.equal(new Set(ids).size, 2, 'each with a Call-ID of its own');
    assert.deepEqual([(await first.done).code, (await second.done).code], [0, 0]);
  });

  test('a first that says nothing may have rung somebody: nobody else is called', async (t) => {
    const silent = createSocket('udp4');
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    t.after(() => silent.close());
    const second = await answering();
    const { reason, of } = await dial([`sip:127.0.0.1:${silent.address().port}`, `sip:${second.address}`]);
    assert.equal(of('attempt-started').length, 1);
    assert.match(reason.code, /^no-(response|answer)$/);
    assert.equal(second.seen().length, 0);
    await second.stop();
  });

  test('a redirection is followed where the trunk allows it', async () => {
    const second = await answering();
    const contact = `Contact: <sip:+34600000777@${second.address}>`;
    const moved = () =>
      startSipp({ scenario: callee.refuses('302 Moved Temporarily', { headers: [contact] }), timeoutS: 50 });
    const [first, other] = await Promise.all([moved(), moved()]);
    const [followed, told] = await Promise.all([
      dial([`sip:${first.address}`], { redirects: 1 }),
      dial([`sip:${other.address}`]),
    ]);
    assert.equal(followed.reason.code, 'agent-hung-up', JSON.stringify(followed.reason));
    const again = followed.of('dial-decided').at(-1)!;
    assert.equal(again.to, '+34600000777', 'whom it names is judged');
    assert.equal(told.of('attempt-started').length, 1);
    assert.equal(told.reason.sip.status, 302);
    await second.done;
  });

  test('488 to keys beside plain RTP: RTP/SAVP for the same gateway, once', async () => {
    const strict = await startSipp({
      scenario: callee.refuses('488 Not Acceptable Here'),
      ...{ calls: 2, timeoutS: 50 },
    });
    const { reason, of } = await dial([`sip:${strict.address}`], { srtp: 'optional' });
    assert.equal(reason.sip.status, 488);
    assert.deepEqual(
      of('invite-sent').map(({ profile = null }) => profile),
      [null, 'RTP/SAVP'],
    );
    assert.deepEqual(
      of('dial-decided').map(({ stage }) => stage),
      ['acceptance', 'attempt', 'next-target'],
    );
    const { code, messages } = await strict.done;
    const invites = messages.filter(({ method }) => method === 'INVITE');
    assert.equal(code, 0);
    const profiles = invites.map(({ body }) => /m=audio \d+ (\S+)/.exec(body)![1]);
    assert.deepEqual(profiles, ['RTP/AVP', 'RTP/SAVP']);
    assert.ok(invites.every(({ body }) => body.includes('a=crypto:1 ')));
  });
});
