/** Each dialect over HTTP as its clients speak it, with a real call through a trunk behind every create. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readWav } from '../peers/wav.ts';
import { answers } from '../peers/sipp-callees.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { runParley, sayer, type Answer, type Running } from './parley.ts';
import { vendors, type Vendor, type Wish } from './vendors.ts';

const agent = sayer('Hello {{name}}, this is a short message about your order.', { voice: { id: 'rms' } });
/** Long enough to be seen by a client that looks every 40 ms, and for a second wish to come meanwhile. */
const RINGS_MS = 600;

let running: Running;
before(async () => {
  running = await runParley({
    hosts: { meetzy: 'meetzy.test', synthflow: 'synthflow.test', dial: 'dial.test', flireo: 'flireo.test' },
  });
});
after(() => running.close());

/** A carrier of this dialect's own: sipp behind a trunk, a number on it, and an agent whose number it is. */
async function carrier(vendor: Vendor, line: number): Promise<{ peer: SippPeer; wish: Wish }> {
  const peer = await startSipp({ scenario: answers({ ringMs: RINGS_MS }), calls: 2, timeoutS: 60 });
  const { client } = running;
  const saved = await client.post('/v1/agents', agent);
  const trunk = await client.post('/v1/trunks', { name: vendor.name, uri: `sip:${peer.address}` });
  const number = await client.post('/v1/numbers', {
    e164: `+1555010020${line}`,
    trunk_id: trunk.body['id'],
    agent_id: saved.body['id'],
  });
  assert.equal(number.status, 201, JSON.stringify(number.body));
  const wish = {
    agent: saved.body['aliases'][vendor.name],
    number: number.body['aliases'][vendor.name],
    to: `+3460011122${line}`,
    name: 'Anna',
  };
  return { peer, wish };
}

/** The words for one call as it goes, each once in a row, until it has ended. */
async function watch(vendor: Vendor, id: string): Promise<{ words: string[]; call: Record<string, any> }> {
  const words: string[] = [];
  for (let turn = 0; ; turn++) {
    const { status, body } = await running.client.get(vendor.reads[turn % vendor.reads.length]!(id));
    assert.equal(status, 200, JSON.stringify(body));
    const call = vendor.call(body);
    if (words.at(-1) !== call['status']) words.push(call['status']);
    if (words.at(-1) === vendor.statuses.at(-1)) return { words, call };
    await delay(40);
  }
}

async function create(vendor: Vendor, wish: Wish, base = 0): Promise<{ id: string; answer: Answer }> {
  const answer = await running.client.post(vendor.creates[base]!, vendor.body(wish));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const { id, rest } = vendor.created(answer.body);
  assert.deepEqual(rest, vendor.rest);
  assert.match(id, vendor.idForm);
  return { id, answer };
}

describe('create and read, with a call behind', { concurrency: 4 }, () => {
  for (const [line, vendor] of vendors.entries())
    test(vendor.name, { timeout: 60_000 }, async () => {
      const { client } = running;
      const { peer, wish } = await carrier(vendor, line);
      const first = await create(vendor, wish);
      const watching = watch(vendor, first.id);
      if (vendor.repeats)
        assert.deepEqual(
          (await client.post(vendor.creates[0]!, vendor.body(wish))).body,
          first.answer.body,
          'a repeated POST is the same call',
        );
      // The same person once more while the first call is live: accepted, and it waits.
      const second = await create(vendor, { ...wish, name: 'Anna Maria' }, vendor.creates.length - 1);
      assert.notEqual(second.id, first.id);
      const queued = vendor.call((await client.get(vendor.reads[0]!(second.id))).body);
      assert.equal(queued['status'], vendor.waiting);

      const { words, call } = await watching;
      // It may ring before the first look.
      const seen = words.filter((word) => word !== 'Queued');
      assert.ok(seen.length >= vendor.statuses.length - 1, `${words}`);
      assert.deepEqual(seen, vendor.statuses.slice(-seen.length));
      await checkEnd(vendor, first.id, call);

      await watch(vendor, second.id);
      const native = [await client.get(`/v1/calls/${first.id}`), await client.get(`/v1/calls/${second.id}`)];
      assert.deepEqual(
        native.map(({ body }) => [body['id'], body['outcome'].code, body['turns'][0].text]),
        [
          [native[0]!.body['id'], 'completed', 'Hello Anna, this is a short message about your order.'],
          [native[1]!.body['id'], 'completed', 'Hello Anna Maria, this is a short message about your order.'],
        ],
      );
      assert.ok(native[1]!.body['answered_at'] >= native[0]!.body['ended_at'], 'one after the other');
      const { code, messages, errors } = await peer.done;
      assert.equal(code, 0, errors);
      const invites = messages.filter(
        ({ method, direction }) => method === 'INVITE' && direction === 'received',
      );
      assert.equal(
        new Set(invites.map((invite) => invite.header('call-id'))).size,
        2,
        'two calls and no third',
      );
    });
});

/** The ended call: its transcript, and a recording for whoever holds the link. */
async function checkEnd(vendor: Vendor, id: string, call: Record<string, any>): Promise<void> {
  if (vendor.recording === null) {
    const { body } = await running.client.get(`${vendor.reads[0]!(id)}/transcript`);
    assert.match(body['messages'][0].content, /about your order/);
    return;
  }
  assert.match(vendor.transcript(call), /Hello Anna, this is a short message about your order\./);
  const response = await fetch(call[vendor.recording]);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'audio/wav');
  const { rate, channels } = readWav(Buffer.from(await response.arrayBuffer()));
  assert.deepEqual([rate, channels.length], [8000, 2]);
  assert.ok(channels[1]!.length > 8000, 'more than a second');
  const [, head, changed, tail] = /^(.*)(.)(.{20})$/.exec(call[vendor.recording])!;
  const damaged = `${head}${changed === 'A' ? 'B' : 'A'}${tail}`;
  assert.equal((await fetch(damaged)).status, 404, 'a damaged link');
}

describe('what every client meets', () => {
  for (const [line, vendor] of vendors.entries()) {
    test(`${vendor.name}: a suppressed number is refused in its own words, and no call is made`, async () => {
      const { client } = running;
      const to = `+3460099900${line}`;
      await client.post('/v1/suppressions', { e164: to, reason: 'asked' });
      const peer = await startSipp({ scenario: answers(), timeoutS: 60 });
      const trunk = await client.post('/v1/trunks', { name: 'unused', uri: `sip:${peer.address}` });
      const number = await client.post('/v1/numbers', {
        e164: `+1555010030${line}`,
        trunk_id: trunk.body['id'],
      });
      const saved = await client.post('/v1/agents', agent);
      const wish = {
        agent: saved.body['aliases'][vendor.name],
        number: number.body['aliases'][vendor.name],
        to,
        name: 'Anna',
      };
      const before = await calls();
      const { status, body } = await client.post(vendor.creates[0]!, vendor.body(wish));
      assert.equal(status, 400, JSON.stringify(body));
      assert.match(String(vendor.denial(body)), /suppress/, JSON.stringify(body));
      assert.equal(await calls(), before);
      assert.deepEqual(peer.seen(), []);
      await peer.stop();
    });

    test(`${vendor.name}: its own host name serves its own paths`, async () => {
      const made = await running.client.get(`/v1/calls?limit=1`);
      const id = made.body['data'][0].aliases[vendor.name];
      const { key } = await running.parley.createKey('live', vendor.name);
      assert.equal(await statusAt(`${vendor.name}.test`, vendor.ownRead(id), key), 200);
      assert.equal(await statusAt(`${vendor.name}.test:8443`, vendor.ownRead(id), key), 200);
      assert.equal(await statusAt(`${vendor.name}.test`, vendor.ownRead(id), 'nobody'), 401);
      assert.equal(await statusAt('elsewhere.test', vendor.ownRead(id), key), 404);
    });
  }
});

async function calls(): Promise<number> {
  return (await running.client.get('/v1/calls?limit=100')).body['data'].length;
}

/** Asks under a host name; `fetch` sets that header by itself. */
function statusAt(host: string, path: string, key: string): Promise<number> {
  const { hostname, port } = new URL(running.parley.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { host, authorization: `Bearer ${key}` } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });
}
