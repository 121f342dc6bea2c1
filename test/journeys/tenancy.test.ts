/** Must hold over real SIP: magic numbers do what they promise, minutes are charged and end, a revoked key hears no more. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { callsIn } from '../peers/sipp-callers.ts';
import { startSipp } from '../peers/sipp.ts';
import { connect, runParley, sayer, type Client, type Running } from './parley.ts';

let running: Running;
before(async () => void (running = await runParley({ ringTimeoutMs: 5_000 })));
after(() => running.close());

const dial = (client: Client, to: string) =>
  client.post('/v1/calls', { agent: sayer('Hello there. Goodbye.'), to });

test('a test key meets what the number stands for', async () => {
  const { tester } = running;
  const expected = {
    '+12025550100': 'agent-hung-up',
    '+12025550101': 'busy',
    '+12025550102': 'no-answer',
    '+12025550107': 'agent-hung-up',
    '+12025550108': 'declined',
    '+12025550109': 'number-not-found',
  };
  const ended = Object.entries(expected).map(async ([to, code]) => {
    const { status, body } = await dial(tester, to);
    assert.equal(status, 201, JSON.stringify(body));
    const call = await tester.settled(body['id'], 30_000);
    assert.equal(call['outcome'].end_reason.code, code, to);
  });
  await Promise.all(ended);
  const refused = await dial(tester, '+12025550106');
  assert.deepEqual([refused.status, refused.body['rule']], [403, 'suppression']);
  assert.equal(
    (await running.client.get('/v1/minutes')).body['month'].calls,
    0,
    'test calls count for nothing',
  );
});

test('prepaid minutes: a call is charged; at zero outbound is 402, and inbound hears a sentence', async () => {
  const made = await running.client.post('/v1/organizations', { name: 'Prepaid', create_key: true });
  const child = connect(running.parley.url, made.body['api_key']);
  const acting = { 'parley-organization': made.body['id'] };
  const configured = await fetch(`${running.parley.url}/v1/minutes`, {
    method: 'PATCH',
    headers: {
      ...acting,
      authorization: `Bearer ${(await running.parley.createKey('live', 'parent')).key}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ enabled: true, rounding_s: 60, exhausted_message: 'No minutes. Goodbye.' }),
  });
  assert.equal(configured.status, 200);
  await running.client.post('/v1/minutes/top-ups', { minutes: 1 }, acting);

  const agent = (await child.post('/v1/agents', sayer('Welcome. Goodbye.'))).body['id'];
  const number = { e164: '+34910000077', agent_id: agent };
  assert.equal((await child.post('/v1/numbers', number)).status, 201);
  const comesIn = async () => {
    const peer = await startSipp({
      scenario: callsIn({ user: '+34910000077' }),
      target: running.parley.sipAddress,
    });
    assert.equal((await peer.done).code, 0);
    const [call] = (await child.get('/v1/calls?limit=1')).body['data'];
    return child.settled(call.id);
  };
  const answered = await comesIn();
  assert.equal(answered['outcome'].end_reason.code, 'agent-hung-up');
  const [charge] = (await child.get('/v1/minutes/ledger')).body['data'];
  assert.deepEqual(
    [charge.kind, charge.seconds, charge.balance_s, charge.call_id],
    ['call', -60, 0, answered['id']],
  );

  const out = await dial(child, 'sip:bob@127.0.0.1:9');
  assert.deepEqual([out.status, out.body['code']], [402, 'minutes-exhausted']);
  const refused = await comesIn();
  assert.deepEqual(
    [refused['outcome'].code, refused['outcome'].end_reason.code],
    ['denied', 'minutes-exhausted'],
  );
  assert.equal(refused['turns'][0].text, 'No minutes. Goodbye.');
  const { body } = await child.get('/v1/minutes');
  assert.deepEqual([body['balance_s'], body['month'].calls], [0, 1], 'the refusal cost nothing');
});

test('a revoked key’s event stream ends within two seconds', async () => {
  const { client, tester, parley } = running;
  const made = (await client.post('/v1/keys', { name: 'watcher', scopes: ['calls:read'] })).body;
  const call = (await dial(tester, '+12025550112')).body['id'];
  const stream = await fetch(`${parley.url}/v1/calls/${call}/events`, {
    headers: { authorization: `Bearer ${made['key']}`, accept: 'text/event-stream' },
  });
  assert.equal(stream.status, 200);
  await tester.settled(call, 10_000, ({ status }) => status === 'in_progress' || status === 'ended');
  const revokedAt = performance.now();
  await fetch(`${parley.url}/v1/keys/${made['id']}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${(await parley.createKey('live', 'revoker')).key}` },
  });
  await stream.text().catch(() => 'cut');
  assert.ok(performance.now() - revokedAt < 3000);
  const log = (await client.get('/v1/audit-log/verify')).body;
  assert.equal(log['ok'], true);
  assert.ok(log['rows'] >= 4);
});
