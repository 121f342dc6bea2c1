/** A customer's code against Flireo's API: plain `fetch`, a base URL and a key; real SIP, signed webhooks. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { startLlm } from '../peers/llm-server.ts';
import { callsIn } from '../peers/sipp-callers.ts';
import { startSipp } from '../peers/sipp.ts';
import { startSttServer } from '../vendors/stt/index.ts';
import { runParley, type Running } from './parley.ts';

const SECRET = 'a secret of the customer';
type Message = Record<string, any>;

/** The customer's own server: it keeps what it is told, and answers `assistant-request` as it was told to. */
interface Customer {
  readonly url: string;
  answer: object;
  /** Messages at a path, each with its signature verified. */
  told(path: string, secret: string): Message[];
  until(path: string, count: number): Promise<void>;
  close(): Promise<void>;
}

let running: Running;
let phone: BaresipPeer;
let customer: Customer;
let base = '';
let key = '';
const others: (() => Promise<unknown>)[] = [];

before(async () => {
  const [stt, llm] = await Promise.all([
    startSttServer('deepgram', { utterances: [] }),
    startLlm(() => ({ text: 'Yes.' })),
  ]);
  others.push(
    () => stt.stop(),
    () => llm.stop(),
  );
  [phone, customer, running] = await Promise.all([
    startBaresip({ codec: 'PCMU' }),
    startCustomer(),
    runParley({
      allowNetworks: ['127.0.0.0/8'],
      vendors: { deepgram: { key: stt.key, url: stt.url } },
      llm: { url: llm.url, model: 'm', key: null },
    }),
  ]);
  base = `${running.parley.url}/flireo/api/v1`;
  key = (await running.parley.createKey('live', 'customer')).key;
});
after(async () => {
  await running.close();
  await Promise.all([phone.stop(), customer.close(), ...others.map((stop) => stop())]);
});

async function ask(method: string, path: string, body?: unknown): Promise<Message> {
  const response = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { http: response.status, ...((await response.json()) as object) };
}

async function settled(id: string): Promise<Message> {
  for (let looks = 0; looks < 150; looks++) {
    const call = await ask('GET', `/calls/${id}`);
    if (typeof call['end_reason'] === 'string') return call;
    await delay(100);
  }
  return assert.fail(`the call ${id} has not ended`);
}

/** What a call of its own is told of, in its order. */
const course = (messages: readonly Message[]) =>
  messages.map(({ type, call }) => [type, call.status, call.id]);

const agentBody = (path: string) => ({
  ...{ name: 'Reminder', business_name: 'Acme', first_message: 'Hello, this is Acme.' },
  stt_config: { provider: 'deepgram', model: 'nova-3-general', language: 'en-US' },
  ...{ webhook_url: customer.url + path, webhook_secret: SECRET, max_duration_seconds: 7 },
});

test('Flireo: an agent is made, calls, and is reported on', { timeout: 60_000 }, async () => {
  const { http, agent } = await ask('POST', '/agents', agentBody('/out'));
  assert.equal(http, 201);
  const placed = await ask('POST', '/calls/outbound', { destination: phone.uri, agent_id: agent.id });
  assert.deepEqual([placed['status'], placed['success']], ['dialing', true], JSON.stringify(placed));
  const call = await settled(placed['call_id']);
  assert.deepEqual(
    [call['status'], call['end_reason'], call['business_name'], call['agent_id']],
    ['ended', 'max_duration', 'Acme', agent.id],
  );
  assert.match(call['messages'][0].content, /Hello, this is Acme/);
  const recording = await fetch(call['recording_url']);
  assert.equal(recording.status, 200);
  assert.ok((await recording.bytes()).length > 44);

  await customer.until('/out', 3);
  const told = customer.told('/out', SECRET);
  assert.deepEqual(course(told), [
    ['status-update', 'in-progress', placed['call_id']],
    ['status-update', 'ended', placed['call_id']],
    ['end-of-call-report', 'ended', placed['call_id']],
  ]);
  assert.equal(told[2]!['durationSeconds'], told[2]!['duration_seconds']);

  await ask('PATCH', `/agents/${agent.id}`, { is_active: false });
  const again = { destination: phone.uri, agent_id: agent.id, context: 'again' };
  const refused = await ask('POST', '/calls/outbound', again);
  assert.deepEqual([refused['error'], refused['code']], ['Bad Request', 'agent-inactive']);
});

test('Flireo: somebody calls in; the customer answers who speaks', { timeout: 60_000 }, async () => {
  const { agent } = await ask('POST', '/agents', agentBody('/in'));
  const line = { phone_number: '+31200000001', name: 'Main line', agent_id: agent.id };
  const { number } = await ask('POST', '/numbers', line);
  customer.answer = {
    assistant: {
      firstMessage: 'Welcome back, Ana.',
      stt_config: { provider: 'deepgram', language: 'en-US' },
      llm_config: { provider: 'openai', model: 'm', messages: [{ role: 'system', content: 'Be kind.' }] },
      tts_config: { provider: 'embedded' },
      ...{ webhook_url: `${customer.url}/once`, webhook_secret: 'for this call' },
      metadata: { crm: 7 },
    },
    maxDurationSeconds: 20,
  };
  const scenario = callsIn({ user: line.phone_number, byeAfterMs: 2_500 });
  const caller = await startSipp({ scenario, target: running.parley.sipAddress });
  const { code, errors } = await caller.done;
  assert.equal(code, 0, errors);

  await customer.until('/once', 3);
  const [question, ...rest] = customer.told('/in', SECRET);
  assert.deepEqual(
    [question!['type'], question!['call'].status, question!['phoneNumber'], rest],
    ['assistant-request', 'ringing', { id: number.id, number: line.phone_number, name: line.name }, []],
    'the agent’s own address is asked, and told no more',
  );
  const { id } = question!['call'] as { id: string };
  const told = customer.told('/once', 'for this call');
  assert.deepEqual(course(told), [
    ['status-update', 'in-progress', id],
    ['status-update', 'ended', id],
    ['end-of-call-report', 'ended', id],
  ]);
  const { assistant, messages, call: frame } = told[2]!;
  assert.deepEqual([assistant.metadata, frame.type], [{ crm: 7 }, 'inboundPhoneCall']);
  assert.match(messages[0].content, /Welcome back/);
  const call = await settled(id);
  assert.deepEqual(
    [call['direction'], call['status'], call['end_reason'], call['agent_id'], call['phone_number']],
    ['inbound', 'ended', 'user_hangup', null, line.phone_number],
  );
});

async function startCustomer(): Promise<Customer> {
  const taken: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const at = (path: string) => taken.filter((one) => one.path === path);
  const own = { answer: {} };
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    taken.push({ path: request.url ?? '', headers: request.headers, body });
    const isAsked = request.headers['x-webhook-event'] === 'assistant-request';
    response.setHeader('content-type', 'application/json').end(JSON.stringify(isAsked ? own.answer : {}));
    server.emit('taken');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return Object.assign(own, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told: (path: string, secret: string) =>
      at(path).map(({ headers, body }): Message => {
        const seconds = String(headers['x-webhook-timestamp']);
        const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
        assert.equal(headers['x-webhook-signature'], `sha256=${digest}`);
        assert.ok(Math.abs(Date.now() / 1000 - Number(seconds)) < 300, 'fresh');
        return JSON.parse(body).message as Message;
      }),
    async until(path: string, count: number) {
      while (at(path).length < count) await once(server, 'taken');
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
