/** A customer's code against Flireo's API: plain `fetch`, a base URL and a key; real SIP, signed webhooks. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startBaresip } from '../peers/baresip.ts';
import { startLlm } from '../peers/llm-server.ts';
import { startWebhookReceiver } from '../peers/webhook-receiver.ts';
import { startSttServer } from '../vendors/stt/index.ts';
import { runParley } from './parley.ts';

const SECRET = 'a secret of the customer';

test('Flireo: an agent is made, calls, and is reported on', { timeout: 60_000 }, async (context) => {
  const [stt, llm, phone, receiver] = await Promise.all([
    startSttServer('deepgram', { utterances: [] }),
    startLlm(() => ({ text: 'Yes.' })),
    startBaresip({ codec: 'PCMU' }),
    startWebhookReceiver(),
  ]);
  const running = await runParley({
    allowNetworks: ['127.0.0.0/8'],
    vendors: { deepgram: { key: stt.key, url: stt.url } },
    llm: { url: llm.url, model: 'm', key: null },
  });
  context.after(async () => {
    await running.close();
    await Promise.all([stt.stop(), llm.stop(), phone.stop(), receiver.close()]);
  });
  const base = `${running.parley.url}/flireo/api/v1`;
  const { key } = await running.parley.createKey('live', 'customer');
  const ask = async (method: string, path: string, body?: unknown): Promise<Record<string, any>> => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const { status, agent } = await ask('POST', '/agents', {
    name: 'Reminder',
    business_name: 'Acme',
    first_message: 'Hello, this is Acme.',
    stt_config: { provider: 'deepgram', model: 'nova-3-general', language: 'en-US' },
    webhook_url: `${receiver.url}/200/flireo`,
    webhook_secret: SECRET,
    max_duration_seconds: 6,
  });
  assert.equal(status, 201);
  const placed = await ask('POST', '/calls/outbound', { destination: phone.uri, agent_id: agent.id });
  assert.deepEqual([placed['status'], placed['success']], ['dialing', true], JSON.stringify(placed));
  let call: Record<string, any> = {};
  for (let looks = 0; looks < 150 && typeof call['end_reason'] !== 'string'; looks++) {
    call = await ask('GET', `/calls/${placed['call_id']}`);
    await delay(100);
  }
  assert.equal(typeof call['end_reason'], 'string', JSON.stringify(call));
  assert.deepEqual(
    [call['status'], call['end_reason'], call['business_name'], call['agent_id']],
    ['ended', 'max_duration', 'Acme', agent.id],
  );
  assert.match(call['messages'][0].content, /Hello, this is Acme/);
  assert.equal((await fetch(call['recording_url'])).status, 200);

  await receiver.until((all) => all.filter(({ body }) => body !== '').length >= 3);
  // A connection that is opened ahead asks for nothing.
  const events = receiver.received.filter(({ body }) => body !== '');
  const told = events.map(({ headers, body }) => {
    const at = String(headers['x-webhook-timestamp']);
    const digest = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
    assert.equal(headers['x-webhook-signature'], `sha256=${digest}`);
    return JSON.parse(body).message as Record<string, any>;
  });
  assert.deepEqual(
    told.map((message) => [message['type'], message['call'].status, message['call'].id]),
    [
      ['status-update', 'in-progress', placed['call_id']],
      ['status-update', 'ended', placed['call_id']],
      ['end-of-call-report', 'ended', placed['call_id']],
    ],
  );
  assert.equal(told[2]!['durationSeconds'], told[2]!['duration_seconds']);

  await ask('PATCH', `/agents/${agent.id}`, { is_active: false });
  const refused = await ask('POST', '/calls/outbound', {
    destination: phone.uri,
    agent_id: agent.id,
    context: 'again',
  });
  assert.deepEqual([refused['error'], refused['code']], ['Bad Request', 'agent-inactive']);
});
