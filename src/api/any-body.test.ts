/** Whatever body a create is sent, over HTTP and a real database: 2xx, or a refusal that names a field; never a fault of ours. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc, { type Arbitrary } from 'fast-check';
import type { CallService } from '#domain';
import { createIdSource, realClock, realRandom, spellHex, spellNative } from '#kernel';
import { acceptCall } from '../calling/accept/accept-call.ts';
import { sampleCapabilities, sampleModels } from '../domain/models/testing.ts';
import { openTestStore, type TestStore } from '../storage/testing.ts';
import { createKey } from './auth/keys.ts';
import { createDialects } from './dialects/index.ts';
import { flowAgent, openTestApi, type TestApi } from './testing.ts';

const RUNS = Number(process.env['ANY_BODY_RUNS'] ?? 60);
const SEED = Number(process.env['SOAK_SEED'] ?? 42);

const models = sampleModels(sampleCapabilities({ llmModel: 'test-model' }));
let opened: TestStore;
let server: TestApi;
let key = '';
let bodies: Readonly<Record<string, unknown>>;

before(async () => {
  const [clock, random] = [realClock, realRandom];
  const ids = createIdSource(clock, random);
  opened = await openTestStore({ clock, ids });
  const { store } = opened;
  const calls = {
    create: async (tenant, input) =>
      (await acceptCall(tenant, input, { store, clock, ids, random, models })).call,
    list: (tenant, query) => store.calls.list(tenant.organizationId, query),
    summaries: (tenant, query) => store.calls.summaries(tenant.organizationId, query),
  } as Partial<CallService> as CallService;
  const dialects = createDialects({ meetzy: null, synthflow: null, dial: null, flireo: null });
  server = await openTestApi({ store, calls, clock, ids, dialects, models });
  key = (await createKey({ store, clock, ids, random }, 'live', 'test')).key;
  const made = async (path: string, body: unknown) => (await server.post(path, body, { key })).json();
  const agent = await made('/v1/agents', { ...flowAgent, variables: { name: 'Ana' } });
  const trunk = await made('/v1/trunks', { name: 'C', uri: 'sip:127.0.0.1:5080' });
  const bound = { e164: '+34910000001', trunk_id: trunk.id, agent_id: agent.id };
  const number = await made('/v1/numbers', bound);
  bodies = goodBodies(agent, trunk, number);
});
after(async () => {
  await server.api.close();
  await opened.close();
});

type Made = { readonly id: string; readonly aliases: Readonly<Record<string, string>> };

/** By path, and what it is of: a body that is taken as it stands. */
function goodBodies(agent: Made, trunk: Made, number: Made): Readonly<Record<string, unknown>> {
  const to = '+34600111222';
  return {
    '/v1/calls': {
      agent: { ...flowAgent, number_id: number.id, variables: { name: 'Ana' }, voice: { id: 'slt' } },
      to,
      from: '+34910000001',
      trunk_id: trunk.id,
      person: { name: 'Ana', email: 'a@b.example', time_zone: 'Europe/Madrid' },
      variables: { order: { no: 7 } },
      overrides: {
        greeting: 'Hi',
        context: 'x',
        language: 'en-US',
        max_duration_s: 60,
      },
      webhook: { url: 'https://a.b', headers: { a: 'b' } },
      metadata: { order: [1, null] },
      not_before: '2030-01-01T00:00:00Z',
    },
    '/v1/calls of a saved agent': {
      agent_id: agent.id,
      to: 'sip:ana@127.0.0.1',
      overrides: { prompt: 'Be kind.', model: 'm' },
    },
    '/v1/agents': { ...flowAgent, greeting: 'Hi', number_id: number.id, turns: { endpoint_ms: 700 } },
    '/v1/trunks': { name: 'T', uri: 'sip:127.0.0.1:5081', username: 'u', password: 'p', concurrency: 5 },
    '/v1/numbers': { e164: '+34910000002', name: 'N', trunk_id: trunk.id, agent_id: agent.id, active: true },
    '/v1/suppressions': { e164: '+34600999999', reason: 'asked' },
    '/meetzy/call': {
      phone: to,
      playbook_id: agent.aliases['meetzy'],
      version_id: 'v',
      voice_id: '1',
      voice_model: 'fast',
      language: 'EN',
      interrupt: true,
      params: { name: 'Ana' },
    },
    '/synthflow/v2/calls': {
      model_id: agent.aliases['synthflow'],
      phone: to,
      name: 'Ana',
      from_phone_number: '+34910000001',
      custom_variables: [{ key: 'a', value: 1 }],
      lead_email: 'a@b.c',
      lead_timezone: 'Europe/Berlin',
      prompt: '{a}',
      greeting: '{a}',
      external_webhook_url: 'https://a.b',
    },
    '/dial/dial/outbound': {
      number_id: number.aliases['dial'],
      phone_number: to,
      use_case_id: agent.aliases['dial'],
      agent_id: agent.aliases['dial'],
      language: 'en-US',
      params: { name: 'Ana' },
      metadata: { a: 1 },
      scheduled_for: '2030-01-01T00:00:00Z',
      max_duration_mins: 1,
      voice_id: 'slt',
      model: 'Fast',
    },
    '/flireo/calls/outbound': {
      destination: to,
      agent_id: agent.aliases['flireo'],
      number_id: number.aliases['flireo'],
      first_message: 'a',
      context: { name: 'Ana' },
      assistant_override: {
        llm_config: { provider: 'openai-compatible' },
        metadata: {},
        webhook_url: 'https://a.b',
      },
    },
  };
}

/** Texts that storage, time zones, numbers and prototypes stumble over, and ids of nothing. */
const odd = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '+34 600',
  '+0600111222',
  'sips:a@b.example',
  'sip:a@127.0.0.1;transport=tcp',
  'sip:127.0.0.1:99999',
  'x'.repeat(5000),
  'ffffffffffffffffffffffff',
  spellHex('00000000-0000-8000-8000-000000000000' as never),
  spellNative('agent', '01a1fefb-4e05-8148-8000-000ea3d2657c' as never),
  '999999999999999x999999999999999',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59.999+14:00',
  'constructor',
  '{{a.b}}',
  -0,
  1e308,
  2 ** 53,
);
const anything = fc.oneof(odd, fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 12 }));
const names = fc.oneof(
  fc.constantFrom('odd', 'to', 'name', 'url', 'type', 'flow', 'prompt', 'toString', 'hasOwnProperty', ''),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** A good body in which a few things, at any depth, may be anything. */
function spoiled(value: unknown): Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: anything });
  const entries = Object.entries(value);
  const whole = fc
    .tuple(
      fc.tuple(...entries.map(([, item]) => fc.option(spoiled(item), { freq: 12, nil: undefined }))),
      fc.dictionary(names, anything, { maxKeys: 1, noNullPrototype: true }),
    )
    .map(([items, more]) => ({
      ...Object.fromEntries(entries.map(([name], index) => [name, items[index]])),
      ...more,
    }));
  return fc.oneof({ weight: 19, arbitrary: whole }, { weight: 1, arbitrary: anything });
}

/** Where each API names what is wrong. */
interface Refusal {
  readonly param?: unknown;
  readonly message?: unknown;
  readonly detail?: unknown;
}

function namesSomething(path: string, { param, message, detail }: Refusal): boolean {
  if (path.startsWith('/v1')) return typeof param === 'string' && param !== '' && detail !== '';
  const said = message ?? (detail as { description?: unknown }).description ?? detail;
  return typeof said === 'string' && said.length > 10;
}

for (const path of [
  '/v1/calls',
  '/v1/calls of a saved agent',
  '/v1/agents',
  '/v1/trunks',
  '/v1/numbers',
  '/v1/suppressions',
  '/meetzy/call',
  '/synthflow/v2/calls',
  '/dial/dial/outbound',
  '/flireo/calls/outbound',
])
  test(`POST ${path}: any body is taken, or refused by name`, { timeout: 110_000 }, async () => {
    const good = bodies[path];
    const ask = (body: unknown) =>
      server.ask('POST', path.split(' ')[0]!, {
        key,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const taken = await ask(good);
    assert.ok(taken.statusCode < 300, taken.body);
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(spoiled(good), async (body) => {
        const answer = await ask(body ?? null);
        const { statusCode } = answer;
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
        assert.ok(statusCode < 500, `${statusCode} ${answer.body}`);
        if (statusCode >= 300) assert.ok(namesSomething(path, answer.json<Refusal>()), answer.body);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    assert.ok((statuses.get(400) ?? 0) > RUNS / 10, `too tame: ${JSON.stringify([...statuses])}`);
  });
