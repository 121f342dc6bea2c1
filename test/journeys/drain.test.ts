/** SIGTERM during a call: new ones are refused, the running one finishes, or gets BYE at the limit. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { freshFolder } from '../peers/program.ts';
import { connect, sayer, type Client } from './parley.ts';
import { until } from './recorded.ts';
import { createKey, serve, type Served } from './served.ts';

const environment = {
  PARLEY_DATA_DIR: freshFolder('drain'),
  PARLEY_HTTP: '127.0.0.1:0',
  PARLEY_SIP: '127.0.0.1:0',
  PARLEY_LOG: 'warn',
};
let phone: BaresipPeer;
let key = '';
before(async () => {
  phone = await startBaresip({ codec: 'PCMU' });
  key = (await createKey(environment))['key']!;
});
after(async () => {
  await phone.stop();
  rmSync(environment.PARLEY_DATA_DIR, { recursive: true, force: true });
});

/** A server with a call that talks, told to stop. */
async function stopDuring(text: string, drain: string) {
  const served = await serve({ ...environment, PARLEY_DRAIN: drain });
  const client = connect(served.url, key);
  const made = await client.post('/v1/calls', { agent: sayer(text), to: phone.uri });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const id = String(made.body['id']);
  await client.settled(id, 20_000, (call) => call['status'] === 'in_progress');
  return { served, client, id, stopped: served.stop() };
}

/** The call as the next server tells it. */
async function outcomeOf(id: string): Promise<{ call: Record<string, any>; next: Served; client: Client }> {
  const next = await serve(environment);
  const client = connect(next.url, key);
  return { call: (await client.get(`/v1/calls/${id}`)).body, next, client };
}

test(
  'while it drains it refuses creates, answers reads, and lets the call finish',
  { timeout: 60_000 },
  async () => {
    const { served, client, id, stopped } = await stopDuring(
      'This takes a few seconds to say in full.',
      '30s',
    );
    const create = () => client.post('/v1/calls', { agent: sayer('No.'), to: 'sip:nobody@127.0.0.1:9' });
    await until(async () => (await create()).status === 503);
    const refused = await create();
    assert.deepEqual([refused.body['code'], refused.headers.get('retry-after')], ['shutting-down', '5']);
    assert.equal((await client.get('/readyz')).body['status'], 'shutting-down');
    const dialect = await client.post('/meetzy/call', { phone: phone.uri, playbook_id: 'f'.repeat(24) });
    assert.deepEqual([dialect.status, dialect.headers.get('retry-after')], [503, '5']);
    assert.equal((await client.get(`/v1/calls/${id}`)).body['status'], 'in_progress');
    assert.equal(await stopped, 0, served.output());
    const { call, next } = await outcomeOf(id);
    assert.deepEqual([call['outcome'].code, call['turns'].length], ['completed', 1]);
    assert.equal(await next.stop(), 0);
  },
);

test('a call that goes on beyond the limit gets BYE and is interrupted', { timeout: 60_000 }, async () => {
  const long = 'There is a lot to tell about this order, and it will take me a while. '.repeat(4);
  const { served, id, stopped } = await stopDuring(long, '1s');
  const start = performance.now();
  assert.equal(await stopped, 0, served.output());
  assert.ok(performance.now() - start < 8_000, 'it did not wait for the end of the speech');
  await until(() => phone.events.at(-1)?.type === 'CALL_CLOSED');
  const { call, next, client } = await outcomeOf(id);
  assert.deepEqual([call['outcome'].code, call['outcome'].end_reason.code], ['interrupted', 'shutdown']);

  // What the operator sees of the next server.
  await client.post('/v1/trunks', { name: 'quiet', uri: 'sip:127.0.0.1:9' });
  const doctor = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'bin', 'parley.js'), 'doctor'],
    { env: { ...process.env, ...environment } },
  );
  assert.match(doctor.stdout, /warn {2}trunk quiet/);
  const metrics = await (await fetch(`${next.url}/metrics`)).text();
  for (const line of ['parley_calls{status="queued"} 0', 'parley_database_up 1', 'parley_queue_depth 0'])
    assert.ok(metrics.includes(`${line}\n`), metrics);
  assert.equal(await next.stop(), 0);
});
