/** A server that dies between a call's commit and its kept answer: whoever repeats hears of that call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallService, Store } from '#domain';
import { createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import { acceptCall } from '../calling/accept/accept-call.ts';
import { sampleModels } from '../domain/models/testing.ts';
import { openTestStore } from '../storage/testing.ts';
import { createKey } from './auth/keys.ts';
import { createDialects } from './dialects/index.ts';
import { flowAgent, openTestApi } from './testing.ts';

/** A claim that was not finished may be taken over after this. */
const LAPSES_MS = 60_000;

/** Three processes one after the other on one database: the first never keeps an answer. */
async function setUp(t: { after(run: () => Promise<void>): void }) {
  const clock = new VirtualClock();
  const random = seededRandom(5);
  const ids = createIdSource(clock, random);
  const { store, close } = await openTestStore({ clock, ids });
  t.after(close);
  const { key } = await createKey({ store, clock, ids, random }, 'live', 'test');
  const agent = {
    id: ids.next(),
    organizationId: (await store.organizations.ensureDefault()).id,
    config: { ...flowAgent, language: 'en-US', interruptible: true, variables: { name: 'Ana' } },
    productionVersionId: null,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  };
  await store.agents.insert(agent as Parameters<Store['agents']['insert']>[0]);
  const start = async (over: Partial<Store> = {}) => {
    const own: Store = { ...store, ...over };
    const models = sampleModels();
    const calls = {
      create: (tenant, input) =>
        acceptCall(tenant, input, { store: own, clock, ids, random, models }).then(({ call }) => call),
      list: (tenant, query) => own.calls.list(tenant.organizationId, query),
      summaries: (tenant, query) => own.calls.summaries(tenant.organizationId, query),
    } as Partial<CallService> as CallService;
    const dialects = createDialects({ meetzy: null, synthflow: null, dial: null, flireo: null });
    const api = await openTestApi({ store: own, calls, clock, ids, dialects, logger: silentLogger });
    t.after(() => api.api.close());
    const ask = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      api.post(path, body, { key, headers });
    return Object.assign(ask, {
      do: (method: 'GET' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
        api.ask(method, path, { key, body }),
    });
  };
  const dying: Partial<Store> = { idempotency: { ...store.idempotency, finish: async () => {} } };
  const made = async () =>
    (await store.calls.list(agent.organizationId, { limit: 10, withTotal: true })).total;
  const audited = async (wanted = 'createCall') =>
    (await store.audit.read(agent.organizationId, 0, 99)).filter(({ action }) => action === wanted);
  // Nothing that comes after a write is kept.
  const forgetful: Partial<Store> = { audit: { ...store.audit, append: async () => {} } };
  const without = () => start(forgetful);
  // A log that takes no row.
  const lastWords = () =>
    start({
      transaction: (work) =>
        store.transaction((tx) =>
          work({ ...tx, audit: { ...tx.audit, append: () => Promise.reject(new Error('full')) } }),
        ),
    });
  return {
    clock,
    agentId: agent.id,
    made,
    audited,
    without,
    lastWords,
    dead: await start(dying),
    alive: await start(),
  };
}

test('native: the audit log’s row of a create is in the call’s own commit, keyed or not, and is one', async (t) => {
  const { agentId, audited, alive, without } = await setUp(t);
  const body = { agent_id: agentId, to: 'sip:ana@127.0.0.1' };
  const ask = await without();
  const made = [
    await ask('/v1/calls', body),
    await ask('/v1/calls', body, { 'idempotency-key': 'k1' }),
    await alive('/v1/calls', body),
  ];
  const rows = await audited();
  assert.deepEqual(
    rows.map(({ object }) => object),
    made.map((answer) => answer.json().id),
  );
  for (const { actor, detail } of rows) {
    assert.equal(actor.kind, 'key');
    assert.deepEqual([detail['status'], detail['fields']], [201, ['agent_id', 'to']]);
  }
  assert.equal((await alive('/v1/calls', { ...body, to: 'nowhere' })).statusCode, 403);
  assert.equal((await audited()).length, 3, 'what was refused wrote nothing');
});

test('native: the row of a change is in the change’s own commit; without it there is no change', async (t) => {
  const { audited, without, alive, lastWords } = await setUp(t);
  const settings = {
    title: 'Hours',
    config: { type: 'http', name: 'hours', description: 'h', url: 'https://x.example' },
  };
  const { id } = (await alive('/v1/tools', settings)).json();
  const forgetful = await without();
  const path = `/v1/tools/${id}`;
  assert.equal((await forgetful.do('PATCH', path, { title: 'Times' })).statusCode, 200);
  const [row, ...others] = await audited('updateTool');
  assert.deepEqual(
    [row?.object, row?.detail['status'], row?.detail['fields'], others],
    [id, 200, ['title'], []],
  );
  assert.equal((await alive.do('PATCH', path, { title: 'Hours' })).statusCode, 200);
  assert.equal((await audited('updateTool')).length, 2, 'once each');
  assert.equal((await forgetful.do('PATCH', '/v1/tools/tool_0', { title: 'x' })).statusCode, 404);
  assert.equal((await alive.do('PATCH', `/v1/tools/${id.slice(0, -1)}0`, { title: 'x' })).statusCode, 404);
  assert.equal((await audited('updateTool')).length, 2, 'nothing was changed');
  const { id: book } = (await alive('/v1/phone-books', { name: 'Desk' })).json();
  assert.equal((await forgetful.do('DELETE', `/v1/phone-books/${book}`)).statusCode, 204);
  assert.equal((await forgetful.do('DELETE', `/v1/phone-books/${book}`)).statusCode, 404);
  const gone = await audited('deletePhoneBook');
  assert.deepEqual([gone.length, gone[0]?.object], [1, book], 'one statement is a transaction too');
  const child = (await alive('/v1/organizations', { name: 'Child' })).json().id;
  assert.equal((await alive.do('DELETE', `/v1/organizations/${child}`)).statusCode < 300, true);
  assert.equal((await audited('deleteChildOrganization'))[0]?.object, child);
  const mute = await lastWords();
  assert.equal((await mute.do('PATCH', path, { title: 'Never' })).statusCode, 500);
  assert.equal((await alive.do('GET', path)).json().title, 'Hours', 'nor was this');
  assert.equal((await alive.do('DELETE', path)).statusCode, 204);
  assert.equal((await audited('deleteTool'))[0]?.detail['status'], 204);
});

test('native: the repeat of a keyed create answers the call that was made', async (t) => {
  const { clock, agentId, made, dead, alive } = await setUp(t);
  const body = { agent_id: agentId, to: 'sip:ana@127.0.0.1' };
  const keyed = { 'idempotency-key': 'k1' };
  const first = await dead('/v1/calls', body, keyed);
  assert.equal(first.statusCode, 201, first.body);
  assert.equal((await alive('/v1/calls', body, keyed)).statusCode, 409, 'it might still run');
  await clock.advance(LAPSES_MS);
  const other = await alive('/v1/calls', { ...body, to: 'sip:eve@127.0.0.1' }, keyed);
  assert.equal(other.json().code, 'idempotency-key-reused');
  const again = await alive('/v1/calls', body, keyed);
  assert.deepEqual([again.statusCode, again.json().id], [201, first.json().id]);
  assert.deepEqual((await alive('/v1/calls', body, keyed)).json(), again.json(), 'and now it is kept');
  assert.equal(await made(), 1);
  await alive('/v1/calls', body, { 'idempotency-key': 'k2' });
  assert.equal(await made(), 2);
});

for (const [path, bodyOf, idOf] of [
  [
    '/flireo/calls/outbound',
    (agent: string) => ({ agent_id: agent, destination: 'sip:ana@127.0.0.1' }),
    (answer: { call_id: string }) => answer.call_id,
  ],
  [
    '/synthflow/v2/calls',
    (agent: string) => ({ model_id: agent, phone: 'sip:ana@127.0.0.1', name: 'Ana' }),
    (answer: { response: { call_id: string } }) => answer.response.call_id,
  ],
] as const)
  test(`${path}: a repeat within the window answers the call that was made`, async (t) => {
    const { clock, agentId, made, dead, alive } = await setUp(t);
    const first = await dead(path, bodyOf(agentId));
    assert.equal(first.statusCode, 200, first.body);
    await clock.advance(LAPSES_MS);
    const again = await alive(path, bodyOf(agentId));
    assert.equal(idOf(again.json()), idOf(first.json()));
    assert.equal(await made(), 1);
    await clock.advance(120_000);
    assert.notEqual(idOf((await alive(path, bodyOf(agentId))).json()), idOf(first.json()));
    assert.equal(await made(), 2);
  });
