/** `kill -9` in the middle of a transfer: after the restart both legs are ended on the wire, and the call is terminal. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import * as callee from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { asker, connect, type Client } from './parley.ts';
import { eventsOf, until } from './recorded.ts';
import { createKey, serve } from './served.ts';

/** The promise of the log's end after a restart, ms. */
const TERMINAL_MS = 30_000;
let environment: Record<string, string>;
let key: string;

before(async () => {
  environment = {
    PARLEY_DATA_DIR: freshFolder('transfer-kill'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
    PARLEY_LOG: 'warn',
  };
  key = (await createKey(environment))['key']!;
});
after(() => rmSync(environment['PARLEY_DATA_DIR']!, { recursive: true, force: true }));

/** Kills Parley once the second leg has come so far, starts it again, and gives it back with the call. */
async function killedWhen(
  context: TestContext,
  phone: BaresipPeer,
  target: string,
  so: (client: Client, id: string) => Promise<boolean>,
) {
  const first = await serve(environment);
  const client = connect(first.url, key);
  const agent = asker('Is everything all right with your order so far?');
  const { status, body } = await client.post('/v1/calls', { agent, to: phone.uri });
  assert.equal(status, 201, JSON.stringify(body));
  const id = String(body['id']);
  const has = (type: string) => async (): Promise<boolean> =>
    (await eventsOf(client, id)).some((event) => event.type === type);
  await until(has('utterance-ended'));
  assert.ok((await client.post(`/v1/calls/${id}/transfer`, { to: target })).status < 300);
  await until(() => so(client, id));
  await first.kill();
  const second = await serve(environment);
  context.after(() => second.stop());
  const again = connect(second.url, key);
  const call = await again.settled(id, TERMINAL_MS);
  assert.equal(call['outcome'].code, 'interrupted', JSON.stringify(call['outcome']));
  const recovered = (await eventsOf(again, id)).filter(({ type }) => type === 'attempt-recovered');
  return recovered.map(({ data }) => data['sent']);
}

const closed = (phone: BaresipPeer): Promise<void> =>
  until(() => phone.events.some(({ type }) => type === 'CALL_CLOSED'));

test('while the target rings: BYE to the callee, CANCEL to the target', { timeout: 90_000 }, async (t) => {
  const phone = await startBaresip({ codec: 'PCMU' });
  t.after(() => phone.stop());
  const target = await startSipp({ scenario: callee.ringsForEver() });
  const sent = await killedWhen(t, phone, `sip:desk@${target.address}`, async () => {
    // The dialog's record is committed before its INVITE leaves.
    return target.seen().some(({ status }) => status === 180);
  });
  await closed(phone);
  const { code, messages } = await target.done;
  assert.equal(code, 0);
  assert.ok(messages.some(({ method }) => method === 'CANCEL'));
  assert.deepEqual(
    sent.map(([first]) => first),
    ['BYE', 'CANCEL'],
  );
});

test('while both talk: BYE to both', { timeout: 90_000 }, async (t) => {
  const phone = await startBaresip({ codec: 'PCMU' });
  const target = await startBaresip({ codec: 'PCMU' });
  t.after(() => Promise.all([phone.stop(), target.stop()]));
  const sent = await killedWhen(t, phone, target.uri, async (client, id) =>
    (await eventsOf(client, id)).some(({ type }) => type === 'call-transferred'),
  );
  await Promise.all([closed(phone), closed(target)]);
  await delay(200);
  assert.deepEqual(
    sent.map((each) => each.at(-1)),
    ['BYE', 'BYE'],
  );
});
