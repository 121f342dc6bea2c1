/**
 * dial as a customer's code speaks it: base URL and key are the only settings. A batch of 200 rings everybody once, and a
 * call with `scheduled_for` keeps its time over a crash; hooks tell of both.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { freshFolder } from '../peers/program.ts';
import { refuses } from '../peers/sipp-callees.ts';
import { startSipp } from '../peers/sipp.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../peers/webhook-receiver.ts';
import { sayer } from './parley.ts';
import { keyOf, serve } from './served.ts';

const BATCH = 200;
/** Beyond what the server needs to start anew, ms. */
const AHEAD_MS = 2_000;

/** The customer's whole client. */
function dialClient(base: string, key: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return async (method: string, path: string, body?: unknown): Promise<any> => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(base + path, init);
    const text = await answer.text();
    assert.equal(answer.status, 200, `${method} ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}

const phone = (n: number) => `+34600${String(100_000 + n)}`;

test('a batch of 200, and a scheduled call over a crash, by dial', { timeout: 120_000 }, async (t) => {
  const peer = await startSipp({ scenario: refuses('486 Busy Here'), calls: BATCH + 1 });
  const receiver = await startWebhookReceiver();
  t.after(() => receiver.close());
  const environment = {
    PARLEY_DATA_DIR: freshFolder('dial'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: '127.0.0.1:0',
    PARLEY_LOG: 'error',
    PARLEY_ALLOW_NETWORKS: '127.0.0.0/8',
  };
  t.after(() => rmSync(environment.PARLEY_DATA_DIR, { recursive: true, force: true }));
  const began = performance.now();
  const first = await serve(environment);
  // A crash and a start anew take no longer than twice this: there is a database already. Slow machines are slow twice.
  const startMs = performance.now() - began;
  const key = await keyOf(environment);

  // What the operator has set up: a trunk, a number, an agent that needs no model.
  const native = dialSetup(first.url, key);
  const trunk = await native('/v1/trunks', {
    ...{ name: 'Carrier', uri: `sip:${peer.address}`, concurrency: BATCH, calls_per_second: 100 },
  });
  const agent = await native('/v1/agents', sayer('Hi.', { voice: { id: 'rms' } }));
  const number = await native('/v1/numbers', {
    e164: '+34910000001',
    trunk_id: trunk.id,
    agent_id: agent.id,
  });
  await native('/v1/organization', { concurrency: BATCH, calls_per_second: 100 }, 'PATCH');

  let dial = dialClient(`${first.url}/dial/api/v1`, key);
  const useCase = agent.aliases.dial as string;
  const hook = { url: `${receiver.url}/200/hooks`, headers: [{ key: 'X-Secret', value: 's3' }] };
  assert.equal((await dial('PATCH', `/use-cases/${useCase}`, { hooks: [hook] })).hooks.length, 1);

  const number_id = number.aliases.dial as string;
  const rows = Array.from({ length: BATCH }, (_, n) => ({
    ...{ number_id, phone_number: phone(n), metadata: { row: n } },
  }));
  const made: any[] = await dial('POST', '/dial/outbound-batched', rows);
  assert.deepEqual(
    made.map(({ metadata }) => metadata.to),
    rows.map(({ phone_number }) => phone_number),
  );
  const ended = endsTold(receiver);
  await receiver.until(() => made.every(({ id }) => ended().has(id)));
  assert.equal((await dial('GET', '/calls?statuses=Busy&limit=1')).count, BATCH);
  const at = new Date(Date.now() + 2 * startMs + AHEAD_MS).toISOString();
  const late = await dial('POST', '/dial/outbound', {
    number_id,
    phone_number: phone(999),
    scheduled_for: at,
  });
  assert.equal((await dial('GET', `/calls/${late.id}`)).status, 'Scheduled');

  await first.kill();
  const second = await serve(environment);
  t.after(() => second.stop());
  dial = dialClient(`${second.url}/dial/api/v1`, key);
  await receiver.until(() => ended().has(late.id));
  assert.equal((await dial('GET', `/calls/${late.id}`)).status, 'Busy');
  const { messages: wire } = await peer.done;
  const invites = wire.filter(({ method, direction }) => method === 'INVITE' && direction === 'received');
  const rung = new Set(invites.map((invite) => invite.header('call-id')));
  assert.equal(rung.size, BATCH + 1, 'everybody once');
  const log: any[] = await dial('GET', `/calls/${late.id}/logs`);
  const [started] = log.filter(({ type }) => type === 'attempt-started');
  const off = Date.parse(started.created) - Math.floor(Date.parse(at) / 1000) * 1000;
  assert.ok(off >= 0 && off <= 1_000, `${off} ms after its time`);
});

/** Ids of calls whose end was told with the hook's own header; each message is read once. */
function endsTold({ received }: Pick<WebhookReceiver, 'received'>): () => ReadonlySet<string> {
  const ids = new Set<string>();
  let read = 0;
  return () => {
    for (; read < received.length; read++) {
      const { headers, body } = received[read]!;
      const { type, call } = JSON.parse(body) as { type: string; call: { id: string } };
      if (type === 'end' && headers['x-secret'] === 's3') ids.add(call.id);
    }
    return ids;
  };
}

/** The operator's own client. */
function dialSetup(url: string, key: string) {
  return async (path: string, body: unknown, method: 'POST' | 'PATCH' = 'POST'): Promise<any> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${text}`);
    return JSON.parse(text);
  };
}
