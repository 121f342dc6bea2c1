import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseId, type Id } from '#kernel';
import { createDialects } from '../dialects/index.ts';
import { flowAgent, openTestApi } from '../testing.ts';

/** Ids as the vendors give them; dial's and Synthflow's look like spellings of ours. */
const AT_VENDOR = {
  meetzy: '5b1c2f60-9d0e-4c55-9f0a-1f8f2f0c8a11',
  synthflow: '1691579123700x315898',
  dial: '66b1f0c2a9d4e83b5c7f1a20',
  flireo: 'asst_X-91',
} as const;
type Vendor = keyof typeof AT_VENDOR;

const inner = (answer: { json(): { id: string } }): Id => parseId(answer.json().id)!;

/** An agent, a number, a trunk and a call, each known by the same alias at every vendor. */
async function setUp(t: TestContext) {
  const dialects = createDialects({ meetzy: null, synthflow: null, dial: null, flireo: null });
  const server = await openTestApi({ dialects });
  t.after(() => server.api.close());
  const agent = inner(await server.post('/v1/agents', { ...flowAgent, variables: { name: 'Ana' } }));
  const trunk = inner(await server.post('/v1/trunks', { name: 'C', uri: 'sip:127.0.0.1:5080' }));
  const number = inner(await server.post('/v1/numbers', { e164: '+34910000001', agent_id: agent }));
  const call = inner(await server.post('/v1/calls', { agent: flowAgent, to: '+34600111222' }));
  for (const [dialect, alias] of Object.entries(AT_VENDOR))
    for (const [noun, id] of Object.entries({ agent, trunk, number, call }))
      await server.store.aliases.put(server.organization.id, dialect, noun, alias, id);
  return { server, agent, trunk, number, call };
}

const bodies: Readonly<Record<Vendor, (id: string) => readonly [path: string, body: object]>> = {
  meetzy: (id) => ['/meetzy/call', { phone: '+34600111222', playbook_id: id }],
  synthflow: (id) => ['/synthflow/v2/calls', { model_id: id, phone: '+34600111222', name: '' }],
  dial: (id) => [
    '/dial/api/v1/dial/outbound',
    { number_id: id, use_case_id: id, phone_number: '+34600111222' },
  ],
  flireo: (id) => ['/flireo/calls/outbound', { destination: '+34600111222', agent_id: id, number_id: id }],
};
const reads: Readonly<Record<Vendor, string>> = {
  meetzy: '/meetzy/call/',
  synthflow: '/synthflow/calls/',
  dial: '/dial/calls/',
  flireo: '/flireo/calls/',
};

for (const vendor of Object.keys(AT_VENDOR) as Vendor[])
  test(`${vendor}: what was imported is named by its own id, there and in the native API`, async (t) => {
    const { server, agent, number, call } = await setUp(t);
    const alias = AT_VENDOR[vendor];
    if (vendor !== 'synthflow') {
      // Its answer tells an eta, which asks for more than this store in memory has; the body is read all the same.
      const [path, body] = bodies[vendor](alias);
      const answer = await server.post(path, body);
      assert.equal(answer.statusCode, 200, answer.body);
    } else await server.post(...bodies[vendor](alias));
    const asked = server.calls.created.at(-1)!;
    assert.equal(asked.agent.kind === 'saved' && asked.agent.agentId, agent);
    if (vendor === 'dial' || vendor === 'flireo') assert.equal(asked.numberId, number);
    const read = await server.get(reads[vendor] + alias);
    assert.equal(read.statusCode, 200, read.body);
    const native = await server.get(`/v1/calls/${alias}`);
    assert.equal(parseId(native.json().id), call, native.body);
  });

test('an alias holds in its own dialect alone; what no alias is keeps its error', async (t) => {
  const { server } = await setUp(t);
  assert.equal((await server.get(`/meetzy/call/${AT_VENDOR.flireo}`)).statusCode, 404);
  assert.equal((await server.get(`/dial/calls/${AT_VENDOR.flireo}`)).statusCode, 400);
  assert.equal((await server.get('/dial/calls/66b1f0c2a9d4e83b5c7f1a21')).statusCode, 404);
  const [path, body] = bodies.flireo('asst_none');
  assert.equal((await server.post(path, body)).statusCode, 404);
  assert.equal((await server.get('/v1/calls/%00')).statusCode, 404);
});

test('native: bodies, paths and queries read aliases; an agent keeps its number in our spelling', async (t) => {
  const { server, agent, trunk, number } = await setUp(t);
  const alias = AT_VENDOR.flireo;
  const made = await server.post('/v1/calls', {
    agent_id: alias,
    to: '+34600111222',
    trunk_id: alias,
    from: alias,
  });
  assert.equal(made.statusCode, 201, made.body);
  const asked = server.calls.created.at(-1)!;
  assert.deepEqual([asked.numberId, asked.trunkId, asked.from], [number, trunk, null]);
  for (const noun of ['agents', 'numbers', 'trunks'])
    assert.equal((await server.get(`/v1/${noun}/${alias}`)).statusCode, 200, noun);
  const inline = await server.post('/v1/calls', {
    agent: { ...flowAgent, number_id: alias },
    to: '+34600111222',
  });
  assert.equal(inline.statusCode, 201, inline.body);
  const saved = (await server.patch(`/v1/agents/${alias}`, { number_id: alias })).json();
  assert.equal(parseId(saved.number_id), number);
  assert.equal((await server.get(`/v1/calls?agent_id=${alias}`)).json().data[0].agent.id, saved.id);
  assert.equal(parseId(saved.id), agent);
  const bound = await server.patch(`/v1/numbers/${alias}`, { trunk_id: alias });
  assert.equal(parseId(bound.json().trunk_id), trunk);
});

test('a native read tells what its object is called at the vendor; lists too', async (t) => {
  const { server, agent } = await setUp(t);
  const read = (await server.get(`/v1/agents/${agent}`)).json();
  assert.deepEqual(read.aliases, AT_VENDOR);
  for (const path of ['/v1/agents', '/v1/numbers', '/v1/trunks']) {
    const { data } = (await server.get(path)).json();
    assert.deepEqual(data[0].aliases, AT_VENDOR, path);
  }
  const other = (await server.post('/v1/agents', { ...flowAgent, variables: { name: 'Bea' } })).json();
  assert.equal(
    parseId(other.aliases.flireo),
    parseId(other.id),
    'without one: our id as it is spelled there',
  );
});
