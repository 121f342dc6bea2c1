/** Calls that fall due by themselves, on the wire: a batch of 200, a campaign, and a chain over a crash. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { freshFolder } from '../peers/program.ts';
import { refuses } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { sayer } from './parley.ts';
import { clientOf, serve } from './served.ts';

const agent = sayer('Hello.');
const BATCH = 200;

test(
  'a batch of 200, a campaign of 10 with a retry, and a chain whose node is killed: each try rings once',
  { timeout: 120_000 },
  async (t) => {
    const calls = BATCH + 20 + 2;
    const peer = await startSipp({ scenario: refuses('486 Busy Here'), calls });
    const environment = {
      PARLEY_DATA_DIR: freshFolder('due-calls'),
      PARLEY_HTTP: '127.0.0.1:0',
      PARLEY_SIP: '127.0.0.1:0',
      PARLEY_LOG: 'error',
    };
    t.after(() => rmSync(environment.PARLEY_DATA_DIR, { recursive: true, force: true }));
    const first = await serve(environment);
    let client = await clientOf(first, environment);
    const to = (who: string) => `sip:${who}@${peer.address}`;
    /** Reads until it is so; the test's own time limit ends it otherwise. */
    const until = async (path: string, isSo: (body: Record<string, any>) => boolean) => {
      for (;;) {
        const { body } = await client.get(path);
        if (isSo(body)) return body;
      }
    };

    const rows = Array.from({ length: BATCH }, (_, n) => ({ agent, to: to(`b${n}`) }));
    const bad = await client.post('/v1/batches', { calls: [...rows.slice(0, 3), { agent, to: '12' }] });
    assert.deepEqual([bad.status, bad.body['param']], [403, 'calls[3].to'], JSON.stringify(bad.body));
    const batch = await client.post('/v1/batches', { calls: rows });
    assert.equal(batch.status, 201, JSON.stringify(batch.body));
    const { counts } = await until(
      `/v1/batches/${batch.body['id']}`,
      (body) => body['counts'].ended === BATCH,
    );
    assert.deepEqual([counts.total, counts.refused, counts.failed], [BATCH, 0, BATCH]);
    assert.equal((await client.get(`/v1/calls/${batch.body['calls'][7].call_id}`)).body['to'], to('b7'));

    const saved = await client.post('/v1/agents', agent);
    const made = await client.post('/v1/campaigns', {
      name: 'Spring',
      agent_id: saved.body['id'],
      concurrency: 4,
      retry: { delays_s: [0] },
    });
    const path = `/v1/campaigns/${made.body['id']}`;
    await client.post(`${path}/leads`, {
      csv: ['phone_number', ...Array.from({ length: 10 }, (_, n) => to(`c${n}`)), to('c0')].join('\n'),
    });
    await client.post(`${path}/start`);
    const { leads } = await until(path, (body) => body['status'] === 'completed');
    assert.deepEqual([leads.total, leads.failed, leads.skipped], [11, 10, 1]);
    const [lead] = (await client.get(`${path}/leads?phone_number=${encodeURIComponent(to('c3'))}`)).body[
      'data'
    ];
    assert.equal(lead.attempts, 2);
    const last = (await client.get(`/v1/calls/${lead.call_id}`)).body;
    assert.deepEqual([last['retry'].number, last['lead_id']], [1, lead.id]);

    const chain = await client.post('/v1/calls', { agent, to: to('chain'), retry: { delays_s: [4] } });
    const ended = await client.settled(chain.body['id']);
    const next = (await client.get(`/v1/calls/${ended['next_call_id']}`)).body;
    assert.deepEqual([next['status'], next['parent_call_id']], ['scheduled', ended['id']]);
    await first.kill();
    const second = await serve(environment);
    client = await clientOf(second, environment);
    const again = await client.settled(next['id'], 40_000);
    assert.deepEqual([again['outcome'].code, again['next_call_id']], ['busy', null]);
    assert.equal(await second.stop(), 0, second.output());

    const { code, messages } = await peer.done;
    assert.equal(code, 0);
    const rang = messages.filter((each) => each.method === 'INVITE' && each.direction === 'received');
    assert.equal(new Set(rang.map((each) => each.header('call-id'))).size, calls);
  },
);
