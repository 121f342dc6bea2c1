import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AliasRepository, Store } from '#domain';
import { createIdSource, seededRandom, spellHex, VirtualClock } from '#kernel';
import fastify from 'fastify';
import { memoryAliases } from '../testing/memory-aliases.ts';
import { keepAliases } from './alias-border.ts';

const ids = createIdSource(new VirtualClock(), seededRandom(3));
const [organization, elsewhere, agent, tool] = [ids.next(), ids.next(), ids.next(), ids.next()];
const OLD = '1691579123700x31589864853004400';

/** A dialect whose one route answers what it was given, and what `shown` says. */
async function borderOf(dialect: 'meetzy' | 'synthflow' | 'dial' | 'flireo', shown: unknown = {}) {
  const aliases: AliasRepository = memoryAliases();
  const app = fastify();
  app.decorateRequest('access', null);
  app.decorateRequest('tenant', null as never);
  app.addHook('onRequest', async (request) => {
    const organizationId = request.headers['x-elsewhere'] ? elsewhere : organization;
    Object.assign(request, { access: {}, tenant: { organizationId } });
  });
  keepAliases(app, dialect, { aliases } as Store);
  const seen: { params?: unknown; query?: unknown; body?: unknown } = {};
  app.post('/things/:id', async ({ params, query, body }) => {
    Object.assign(seen, { params, query, body });
    return shown;
  });
  await aliases.put(organization, dialect, 'agent', OLD, agent);
  const ask = async (url: string, payload: object, headers: Record<string, string> = {}) =>
    (await app.inject({ method: 'POST', url, payload, headers })).json() as unknown;
  return { aliases, seen, ask };
}

test('path, query and body name an imported object by the id that it had at the vendor', async () => {
  const { seen, ask } = await borderOf('synthflow');
  await ask(`/things/${OLD}?model_id=${OLD}&search=${OLD}`, {
    model_id: OLD,
    name: OLD,
    actions: [OLD, 'other'],
    items: [{ action_id: OLD }],
    custom_variables: { model_id: OLD },
  });
  assert.deepEqual({ ...(seen.params as object) }, { id: agent });
  assert.deepEqual({ ...(seen.query as object) }, { model_id: agent, search: OLD });
  assert.deepEqual(seen.body, {
    model_id: agent,
    name: OLD,
    actions: [agent, 'other'],
    items: [{ action_id: agent }],
    custom_variables: { model_id: OLD },
  });
});

test('answers give it back, in lists, as keys and inside; what people put in stays as it is', async () => {
  const shown = {
    id: agent,
    key: 'Bearer',
    model_id: agent,
    agents_used: [agent],
    response: { calls: [{ call_id: tool, model_id: agent, name: agent }] },
    collected_variables: { [agent]: { size: { value: 'XL' } } },
    metadata: { id: agent },
  };
  const { ask } = await borderOf('synthflow', shown);
  assert.deepEqual(await ask('/things/x', {}), {
    ...{ id: OLD, key: 'Bearer', model_id: OLD, agents_used: [OLD] },
    response: { calls: [{ call_id: tool, model_id: OLD, name: agent }] },
    collected_variables: { [OLD]: { size: { value: 'XL' } } },
    metadata: { id: agent },
  });
  assert.deepEqual(await ask('/things/x', {}, { 'x-elsewhere': '1' }), shown, 'of another organization');
});

test('dial: an id of 24 hex digits that looks like ours is an alias first; answers spell hex', async () => {
  const foreign = '66b1f0c2a9d4e83b5c7f1a20';
  const { aliases, seen, ask } = await borderOf('dial', { agent_routes: [{ id: spellHex(agent) }] });
  await aliases.put(organization, 'dial', 'agent', foreign, agent);
  const answer = await ask(`/things/${foreign}?use_cases=${foreign},abc`, {
    agent_routes: [{ id: foreign }],
  });
  assert.deepEqual({ ...(seen.params as object) }, { id: spellHex(agent) });
  assert.deepEqual({ ...(seen.query as object) }, { use_cases: `${spellHex(agent)},abc` });
  assert.deepEqual(seen.body, { agent_routes: [{ id: spellHex(agent) }] });
  assert.deepEqual(answer, { agent_routes: [{ id: OLD }] }, 'of two the first in the alphabet');
});

test('meetzy: a custom parameter is never an id; an alias of two nouns is left to the route', async () => {
  const { aliases, seen, ask } = await borderOf('meetzy');
  await aliases.put(organization, 'meetzy', 'tool', 'twice', tool);
  await aliases.put(organization, 'meetzy', 'agent', 'twice', agent);
  await ask('/things/twice', {
    playbook_id: OLD,
    agent_id: OLD,
    version_id: 'twice',
    nested: { playbook_id: OLD },
  });
  assert.deepEqual({ ...(seen.params as object) }, { id: 'twice' });
  assert.deepEqual(seen.body, {
    ...{ playbook_id: agent, agent_id: OLD, version_id: 'twice' },
    nested: { playbook_id: OLD },
  });
});
