/** A whole Parley with dial's routes, a language model's server, a receiver of hooks, and a use case on a number. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import {
  startLlm,
  type ChatCompletionRequest,
  type ChatReply,
  type LlmServer,
} from '../../peers/llm-server.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../peers/webhook-receiver.ts';
import { runParley, type Answer, type Client, type Running } from '../../journeys/parley.ts';

type Body = Record<string, any>;

export interface Rig {
  readonly running: Running;
  readonly llm: LlmServer;
  readonly receiver: WebhookReceiver;
  /** Ids of what every row may use. */
  readonly useCase: string;
  readonly number: string;
  ask(method: string, path: string, body?: unknown, key?: string): Promise<Answer>;
  /** Asks and expects 200. */
  ok(method: string, path: string, body?: unknown): Promise<any>;
  /** Expects a refusal in dial's shape. @returns its message */
  refused(status: number, method: string, path: string, body?: unknown): Promise<string>;
  /** Calls with a test key; nobody real is rung. */
  call(more?: Body): Promise<Body>;
  /** Reads the call until its status is one of these. */
  until(id: string, ...statuses: string[]): Promise<Body>;
  /** How the native API shows something, for effects. */
  native(path: string): Promise<Body>;
  close(): Promise<void>;
}

/** Nobody but the built-in callee answers; it is a person. */
export const PERSON = '+12025550100';

/** Says hello and ends the call where it may; asks a tool first where there is one. */
function answer({ messages, tools = [] }: ChatCompletionRequest): ChatReply {
  const names = tools.map((tool) => tool.function.name);
  const isDone = messages.some(({ role }) => role === 'tool');
  if (names.includes('find_order') && !isDone)
    return { calls: [{ name: 'find_order', arguments: { order: 7 } }] };
  return names.includes('end_call')
    ? { text: 'Hello and goodbye.', calls: [{ name: 'end_call', arguments: {} }] }
    : { text: 'Hello there.' };
}

export async function openRig(): Promise<Rig> {
  const llm = await startLlm(answer);
  const receiver = await startWebhookReceiver();
  const running = await runParley({
    llm: { url: llm.url, key: 'sk-dial', model: 'small' },
    allowNetworks: ['127.0.0.0/8'],
    ringTimeoutMs: 3_000,
  });
  const { tester, client } = running;
  const send = (who: Client, method: string, path: string, body?: unknown): Promise<Answer> => {
    const at = `/dial${path}`;
    if (method === 'GET') return who.get(at);
    if (method === 'PATCH') return who.patch(at, body);
    if (method === 'DELETE') return remove(running, at);
    return who.post(at, body);
  };
  const rig: Omit<Rig, 'useCase' | 'number'> = {
    running,
    llm,
    receiver,
    ask: (method, path, body) => send(tester, method, path, body),
    async ok(method, path, body) {
      const { status, body: answered } = await send(tester, method, path, body);
      assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(answered)}`);
      return answered;
    },
    async refused(status, method, path, body) {
      const { status: given, body: answered } = await send(tester, method, path, body);
      assert.deepEqual([given, answered['statusCode']], [status, status], JSON.stringify(answered));
      assert.equal(typeof answered['error'], 'string');
      return String(answered['message']);
    },
    call: (more = {}) =>
      rig.ok('POST', '/dial/outbound', { ...{ number_id: made.number, phone_number: PERSON }, ...more }),
    async until(id, ...statuses) {
      for (const start = performance.now(); ; await delay(30)) {
        const read = await rig.ok('GET', `/calls/${id}`);
        if (statuses.includes(read['status'])) return read;
        assert.ok(performance.now() - start < 20_000, `${id} is ${read['status']}, not ${statuses}`);
      }
    },
    native: async (path) => (await client.get(path)).body,
    async close() {
      await running.close();
      await Promise.all([llm.stop(), receiver.close()]);
    },
  };
  const useCase = await rig.ok('POST', '/use-cases', {
    name: 'Order reminder',
    prompt: 'Remind {{first_name}}.',
  });
  const [prompt] = await rig.ok('GET', `/use-cases/${useCase.id}/prompts`);
  await rig.ok('POST', '/tools', {
    ...{ use_case_id: useCase.id, prompt_id: prompt.id, type: 'TerminateCall', name: 'bye', default: true },
    ...{ description: 'Ends it.', data: {} },
  });
  const number = await client.post('/v1/numbers', { e164: '+34910000001' });
  const made = { useCase: String(useCase.id), number: String(number.body['aliases'].dial) };
  await rig.ok('PATCH', `/numbers/${made.number}`, { use_case_id: made.useCase });
  return Object.assign(rig, made);
}

async function remove({ parley }: Running, path: string): Promise<Answer> {
  const { key } = await parley.createKey('test', 'remove');
  const response = await fetch(parley.url + path, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${key}` },
  });
  const body = (await response.json()) as Body;
  return { status: response.status, body, headers: response.headers };
}
