/**
 * Calls that fall due by themselves, on the wire: a batch, a campaign and a chain, and `kill -9` in the midst of pacing. What
 * is due over days and by the hundred is shown in virtual time (src/calling/campaigns); here a handful. In a soak the batch
 * is one of 200.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startCrowd } from '../peers/crowd.ts';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { refuses } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { connect, sayer } from './parley.ts';
import { keyOf, serve } from './served.ts';

const agent = sayer('Hello.');
const BATCH = process.env['SOAK_SEED'] === undefined ? 4 : 200;
/** Of the campaign that is killed; at most so many at once. */
const [LEADS, AT_ONCE] = [7, 2];

test(
  `a batch of ${BATCH}, a campaign with a retry, a chain and another campaign over a kill: each try rings once`,
  { timeout: 120_000 },
  async (t) => {
    const calls = BATCH + 2 * 3 + 2;
    const peer = await startSipp({ scenario: refuses('486 Busy Here'), calls });
    const crowd = await startCrowd();
    const environment = {
      PARLEY_DATA_DIR: freshFolder('due-calls'),
      PARLEY_HTTP: '127.0.0.1:0',
      PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
      PARLEY_LOG: 'error',
    };
    t.after(async () => {
      await crowd.close();
      rmSync(environment.PARLEY_DATA_DIR, { recursive: true, force: true });
    });
    const first = await serve(environment);
    const key = await keyOf(environment);
    let client = connect(first.url, key);
    const to = (who: string) => `sip:${who}@${peer.address}`;
    /** Looks every 150 ms until it is so; the test's own time limit ends it otherwise. */
    const until = async (path: string, isSo: (body: Record<string, any>) => boolean) => {
      for (; ; await delay(150)) {
        const { body } = await client.get(path);
        if (isSo(body)) return body;
      }
    };
    const campaign = async (settings: Record<string, unknown>, leads: readonly string[]) => {
      const made = await client.post('/v1/campaigns', {
        name: 'Spring',
        agent_id: saved.body['id'],
        ...settings,
      });
      const path = `/v1/campaigns/${made.body['id']}`;
      await client.post(`${path}/leads`, { csv: ['phone_number', ...leads].join('\n') });
      await client.post(`${path}/start`);
      return path;
    };
    const saved = await client.post('/v1/agents', agent);

    const rows = Array.from({ length: BATCH }, (_, n) => ({ agent, to: to(`b${n}`) }));
    const bad = await client.post('/v1/batches', { calls: [...rows.slice(0, 3), { agent, to: '12' }] });
    assert.deepEqual([bad.status, bad.body['param']], [403, 'calls[3].to'], JSON.stringify(bad.body));
    const batch = await client.post('/v1/batches', { calls: rows });
    assert.equal(batch.status, 201, JSON.stringify(batch.body));
    const retried = await campaign(
      { concurrency: 2, retry: { delays_s: [0] } },
      ['c0', 'c1', 'c2', 'c0'].map(to),
    );
    const { leads } = await until(retried, (body) => body['status'] === 'completed');
    assert.deepEqual([leads.total, leads.failed, leads.skipped], [4, 3, 1]);
    const phone = encodeURIComponent(to('c1'));
    const [lead] = (await client.get(`${retried}/leads?phone_number=${phone}`)).body['data'];
    assert.equal(lead.attempts, 2);
    const last = (await client.get(`/v1/calls/${lead.call_id}`)).body;
    assert.deepEqual([last['retry'].number, last['lead_id']], [1, lead.id]);
    const { counts } = await until(
      `/v1/batches/${batch.body['id']}`,
      (body) => body['counts'].ended === BATCH,
    );
    assert.deepEqual([counts.total, counts.refused, counts.failed], [BATCH, 0, BATCH]);
    assert.equal((await client.get(`/v1/calls/${batch.body['calls'][3].call_id}`)).body['to'], to('b3'));

    const chain = await client.post('/v1/calls', { agent, to: to('chain'), retry: { delays_s: [4] } });
    const ended = await client.settled(chain.body['id']);
    const next = (await client.get(`/v1/calls/${ended['next_call_id']}`)).body;
    assert.deepEqual([next['status'], next['parent_call_id']], ['scheduled', ended['id']]);
    const names = Array.from({ length: LEADS }, (_, n) => `k${n}`);
    const killed = await campaign(
      { concurrency: AT_ONCE },
      names.map((who) => `sip:${who}@${crowd.address}`),
    );
    await crowd.until('invited', AT_ONCE);
    crowd.refuse(AT_ONCE);
    // The first have ended, the next ones are under way, the others were never called.
    await crowd.until('invited', 2 * AT_ONCE);
    await first.kill();
    const second = await serve(environment);
    client = connect(second.url, key);
    for (let invited = 2 * AT_ONCE; invited < LEADS;) {
      invited = Math.min(invited + AT_ONCE, LEADS);
      await crowd.until('invited', invited);
      crowd.refuse(AT_ONCE);
    }
    const over = await until(killed, (body) => body['status'] === 'completed');
    assert.deepEqual([over['leads'].total, over['leads'].failed], [LEADS, LEADS]);
    const { data } = (await client.get(`${killed}/leads?limit=100`)).body;
    const outcomes = new Map<string, number>();
    for (const { attempts, call_id } of data) {
      assert.equal(attempts, 1);
      const { code } = (await client.get(`/v1/calls/${call_id}`)).body['outcome'];
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    }
    assert.deepEqual([outcomes.get('interrupted'), outcomes.get('busy')], [AT_ONCE, LEADS - AT_ONCE]);
    assert.deepEqual(
      crowd.invited().toSorted(),
      names,
      'each rang once: nobody was lost, nobody called twice',
    );
    const again = await client.settled(next['id'], 40_000);
    assert.deepEqual([again['outcome'].code, again['next_call_id']], ['busy', null]);
    assert.equal(await second.stop(), 0, second.output());

    const { code, messages } = await peer.done;
    assert.equal(code, 0);
    const rang = messages.filter((each) => each.method === 'INVITE' && each.direction === 'received');
    assert.equal(new Set(rang.map((each) => each.header('call-id'))).size, calls);
  },
);
