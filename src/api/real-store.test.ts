import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIdSource, realClock, realRandom } from '#kernel';
import { openTestStore } from '../storage/testing.ts';
import { createKey } from './auth/keys.ts';
import { flowAgent, openTestApi } from './testing.ts';

/** What the store in memory plays is what PostgreSQL does. */
test('the native resources over PostgreSQL', async (t) => {
  const clock = realClock;
  const ids = createIdSource(clock, realRandom);
  const { store, close } = await openTestStore({ ids });
  t.after(close);
  const server = await openTestApi({ store, clock, ids });
  t.after(() => server.api.close());
  const { key } = await createKey({ store, clock, ids, random: realRandom }, 'live', 'test');
  const [get, post, patch] = (['GET', 'POST', 'PATCH'] as const).map(
    (method) =>
      (url: string, body?: unknown, headers: Record<string, string> = {}) =>
        server.ask(method, url, { key, headers, ...(body === undefined ? {} : { body }) }),
  ) as [Ask, Ask, Ask];

  const agents = await Promise.all([1, 2, 3].map((n) => post('/v1/agents', { ...flowAgent, name: `A${n}` })));
  const id = agents[0]!.json().id;
  const first = (await get('/v1/agents?limit=2')).json();
  const rest = (await get(`/v1/agents?limit=2&cursor=${first.next_cursor}`)).json();
  assert.deepEqual([first.data.length, rest.data.length, rest.has_more], [2, 1, false]);
  assert.deepEqual((await get(`/v1/agents/${id}`)).json(), agents[0]!.json());

  const version = (await post(`/v1/agents/${id}/versions`, { production: true })).json();
  assert.deepEqual([version.number, version.production], [1, true]);
  assert.equal((await get(`/v1/agents/${id}`)).json().production_version_id, version.id);
  assert.equal((await patch(`/v1/agents/${id}`, { name: 'New' })).json().name, 'New');

  const trunk = (await post('/v1/trunks', { name: 'C', uri: 'sip:127.0.0.1:5080', password: 'p' })).json();
  assert.equal((await get(`/v1/trunks/${trunk.id}`)).json().has_password, true);
  assert.equal((await patch(`/v1/trunks/${trunk.id}`, { password: null })).json().has_password, false);

  const number = { e164: '+34910000001', trunk_id: trunk.id, agent_id: id };
  assert.equal((await post('/v1/numbers', number)).statusCode, 201);
  assert.deepEqual((await post('/v1/numbers', number)).json().code, 'number-taken');

  await post('/v1/suppressions', { e164: '+34600000001', reason: 'asked' });
  assert.equal((await get('/v1/suppressions')).json().data[0].reason, 'asked');
  assert.equal((await patch('/v1/organization', { concurrency: 3 })).json().concurrency, 3);

  const keyed = { 'idempotency-key': 'k1' };
  const one = await post('/v1/agents', flowAgent, keyed);
  const again = await post('/v1/agents', flowAgent, keyed);
  assert.deepEqual(again.json(), one.json());
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal((await post('/v1/agents', { ...flowAgent, name: 'x' }, keyed)).statusCode, 422);
});

type Ask = (
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => ReturnType<Awaited<ReturnType<typeof openTestApi>>['ask']>;
