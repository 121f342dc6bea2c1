/** Agents: each field by its effect. */
import assert from 'node:assert/strict';
import type { Agent } from '#domain';
import { parseId } from '#kernel';
import { EFFECTS, REFUSED, TOP } from './agent-fields.ts';
import { api, ask, configOf, create, detail, read, table, type Json } from './world.ts';

export const [agentRows, row] = table();

/** Field of `agent`, value, and what is in our configuration then. */
for (const [field, agent, effect, wanted] of EFFECTS)
  row(`agent.${field}`, async () => {
    const id = await create({}, agent);
    assert.deepEqual(effect(await configOf(id)), wanted);
    // The same by a change, of an agent that had something else of it.
    const later = await create({}, { greeting_message_mode: 'human' });
    await ask('PUT', `/assistants/${later}`, { agent: { greeting_message_mode: 'agent_static', ...agent } });
    assert.deepEqual(effect(await configOf(later)), wanted);
    const shown = (await read(id))['agent'] as Json;
    for (const [name, value] of Object.entries(agent)) assert.deepEqual(shown[name], value, name);
  });

for (const [field, top, agent, effect, wanted] of TOP)
  row(field, async () => {
    assert.deepEqual(effect(await configOf(await create(top, agent))), wanted);
    const later = await create();
    await ask('PUT', `/assistants/${later}`, { ...top, agent });
    assert.deepEqual(effect(await configOf(later)), wanted);
  });

row('external_webhook_url is an endpoint of the agent, and goes with null', async () => {
  const id = await create({ external_webhook_url: 'https://hooks.example.org/post' });
  const endpoints = () => api.store.webhooks.listEndpoints(api.organization.id, { limit: 10, agentId: id });
  const [endpoint] = await endpoints();
  assert.deepEqual([endpoint?.url, endpoint?.format], ['https://hooks.example.org/post', 'synthflow']);
  assert.match(endpoint?.secret ?? '', /^[0-9a-f]{64}$/);
  assert.equal((await read(id))['external_webhook_url'], 'https://hooks.example.org/post');
  await ask('PUT', `/assistants/${id}`, { external_webhook_url: 'https://hooks.example.org/two' });
  assert.deepEqual(
    (await endpoints()).map(({ url }) => url),
    ['https://hooks.example.org/two'],
  );
  await ask('PUT', `/assistants/${id}`, { external_webhook_url: null });
  assert.deepEqual(await endpoints(), []);
});

row('PUT changes what is sent and nothing else', async () => {
  const id = await create(
    { description: 'd' },
    { greeting_message: 'Hi', patience_level: 'low', voice_speed: 1.1 },
  );
  const before = await configOf(id);
  await ask('PUT', `/assistants/${id}`, { agent: { patience_level: 'high' } });
  assert.deepEqual(await configOf(id), { ...before, turns: { preset: 'patient' } });
  const shown = await read(id);
  assert.deepEqual([shown['description'], (shown['agent'] as Json)['greeting_message']], ['d', 'Hi']);
});

row('an agent of another API is shown, and changed without loss', async () => {
  const made = await api.post('/v1/agents', {
    ...{ name: 'Native', prompt: 'Ask {{name}}.', greeting: 'Hello', language: 'de-DE' },
    ...{ turns: { preset: 'patient' }, knowledge: undefined },
  });
  const id = parseId(made.json<{ id: string }>().id)!;
  const { agent } = (await read(id)) as { agent: Json };
  assert.deepEqual(
    [
      agent['prompt'],
      agent['greeting_message'],
      agent['language'],
      agent['patience_level'],
      agent['timezone'],
    ],
    ['Ask {name}.', 'Hello', 'de-DE', 'high', 'Europe/Berlin'],
  );
  await ask('PUT', `/assistants/${id}`, { agent: { min_words_to_interrupt: '3' } });
  const { turns, prompt, language } = await configOf(id);
  assert.deepEqual(
    [turns?.preset, turns?.confirm_words, prompt, language],
    ['patient', 3, 'Ask {{name}}.', 'de-DE'],
  );
});

for (const [what, body, description] of REFUSED)
  row(`refuses ${what} under detail`, async () => {
    const told = detail(await ask('POST', '/assistants', body, 400));
    assert.match(String(told['description']), description);
    assert.match(String(told['request_id']), /^[0-9a-f]{32}$/);
  });

row('assistants are listed, with and without a slash, and deleted', async () => {
  const id = await create();
  for (const path of ['/assistants?limit=1', '/assistants/?limit=1']) {
    const { response } = (await ask('GET', path)) as { response: { assistants: Json[]; pagination: Json } };
    assert.equal(response.assistants.length, 1);
    assert.equal(response.pagination['limit'], 1);
  }
  assert.deepEqual(await ask('DELETE', `/assistants/${id}`), { status: 'ok', response: { answer: 'ok' } });
  await ask('GET', `/assistants/${id}`, undefined, 400);
});

row('a foreign agent is nobody’s', async () => {
  const id = await create();
  const agent: Agent = (await api.store.agents.get(api.organization.id, id))!;
  const foreign = { ...agent, id: api.ids.next(), organizationId: api.ids.next() };
  await api.store.agents.insert(foreign);
  await ask('GET', `/assistants/${foreign.id}`, undefined, 400);
  await ask('PUT', `/assistants/${foreign.id}/phone_numbers`, { phone_numbers: [] }, 404);
});
