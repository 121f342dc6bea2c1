import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowAgent, openTestApi } from '../testing.ts';

const http = {
  type: 'http',
  name: 'find_order',
  description: 'Finds an order.',
  url: 'https://shop.example/orders',
  auth: { type: 'bearer', token: 'hush' },
};
const prompt = { name: 'Shop', prompt: 'Help.' };

test('a saved tool: its secret stays inside, agents use it by id, and none is deleted that is in use', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const made = await server.post('/v1/tools', { title: 'Orders', config: http });
  assert.equal(made.statusCode, 201, made.body);
  const tool = made.json();
  assert.deepEqual([tool.config.auth.token, tool.config.timeout_ms], ['***', 8000]);
  const use = { type: 'saved', tool_id: tool.aliases.dial, overrides: { name: 'orders' } };
  const agent = (await server.post('/v1/agents', { ...prompt, tools: [use] })).json();
  assert.equal(agent.tools[0].tool_id, tool.id, 'in our own spelling');
  const using = (await server.get(`/v1/tools/${tool.id}/agents`)).json().data;
  assert.deepEqual(
    using.map((one: { id: string }) => one.id),
    [agent.id],
  );
  const refused = await server.delete(`/v1/tools/${tool.id}`);
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'tool-in-use']);
  assert.match(refused.json().detail, /'Shop'/);
  const changed = await server.patch(`/v1/tools/${tool.id}`, {
    config: { url: 'https://shop.example/v2', description: 'Finds one.' },
  });
  assert.equal(changed.statusCode, 200, changed.body);
  assert.deepEqual(
    [changed.json().config.url, changed.json().config.auth.token],
    ['https://shop.example/v2', '***'],
  );
  await server.patch(`/v1/agents/${agent.id}`, { tools: null });
  assert.equal((await server.delete(`/v1/tools/${tool.id}`)).statusCode, 204);
  assert.equal((await server.get(`/v1/tools/${tool.id}`)).json().code, 'tool-unknown');
  assert.deepEqual((await server.get('/v1/tools')).json().data, []);
});

test('a saved tool: what is wrong with it, and with its use, is named by its place', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const fault = async (path: string, body: object) => {
    const answer = (await server.post(path, body)).json();
    return [answer.code, answer.errors?.[0]?.param];
  };
  assert.deepEqual(await fault('/v1/tools', { config: { type: 'http', name: 'x' } }), [
    'invalid-request',
    'config.description',
  ]);
  assert.deepEqual(
    await fault('/v1/tools', { config: { ...http, when: 'before', parameters: { required: ['id'] } } }),
    ['invalid-request', 'config.arguments'],
  );
  assert.deepEqual(await fault('/v1/tools', { config: { ...http, fills: ['name'] } }), [
    'invalid-request',
    'config.fills',
  ]);
  const nothing = { type: 'saved', tool_id: 'tool_00000000000000000000' };
  assert.deepEqual(await fault('/v1/agents', { ...prompt, tools: [nothing] }), ['tool-unknown', undefined]);
  const { id } = (await server.post('/v1/tools', { config: http })).json();
  const use = { type: 'saved', tool_id: id };
  assert.deepEqual(await fault('/v1/agents', { ...prompt, tools: [use, use] }), [
    'invalid-request',
    'tools[1].name',
  ]);
  assert.deepEqual(await fault('/v1/agents', { ...prompt, tools: [{ ...use, overrides: { text: 'x' } }] }), [
    'invalid-request',
    'tools[0].overrides.text',
  ]);
});

test('an analysis template: merged on change, unknown fields named, used by id, 409 while it is', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const made = await server.post('/v1/analysis-templates', {
    name: 'Score',
    settings: { summary: false, success: 'They bought.' },
  });
  assert.equal(made.statusCode, 201, made.body);
  const { id } = made.json();
  const changed = await server.patch(`/v1/analysis-templates/${id}`, {
    settings: { success: null, sentiment: true },
  });
  assert.deepEqual(changed.json().settings, { summary: false, sentiment: true });
  const wrong = await server.patch(`/v1/analysis-templates/${id}`, { settings: { sentiment: 'much' } });
  assert.deepEqual([wrong.statusCode, wrong.json().errors[0].param], [400, 'settings.sentiment']);
  const agent = (await server.post('/v1/agents', { ...prompt, analysis: { template_id: id } })).json();
  assert.equal(agent.analysis.template_id, id);
  assert.equal((await server.delete(`/v1/analysis-templates/${id}`)).json().code, 'analysis-template-in-use');
  assert.equal((await server.delete(`/v1/agents/${agent.id}`)).statusCode, 204);
  assert.equal((await server.delete(`/v1/analysis-templates/${id}`)).statusCode, 204);
});

test('pools, reserved and routed numbers: checked, listed, and in the way of deletions', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const number = (await server.post('/v1/numbers', { e164: '+34910000001' })).json();
  const agent = (await server.post('/v1/agents', flowAgent)).json();
  const pool = await server.post('/v1/number-pools', {
    name: 'Madrid',
    rule: 'weighted',
    members: [{ number_id: number.id, weight: 3 }],
  });
  assert.equal(pool.statusCode, 201, pool.body);
  assert.deepEqual(pool.json().members, [{ number_id: number.id, weight: 3 }]);
  const twice = await server.patch(`/v1/number-pools/${pool.json().id}`, {
    members: [{ number_id: number.id }, { number_id: number.aliases.flireo }],
  });
  assert.equal(twice.json().errors[0].param, 'members[1].number_id');
  assert.equal((await server.get(`/v1/number-pools?number_id=${number.id}`)).json().data.length, 1);
  const wrong = await server.patch(`/v1/numbers/${number.id}`, {
    routes: { agents: [{ agent_id: agent.id, weight: 60 }] },
  });
  assert.deepEqual(wrong.json().errors[0], {
    param: 'routes.agents',
    rule: 'weights',
    message: 'weighs 60 in all; the weights must sum to 100.',
  });
  const routes = {
    agents: [{ agent_id: agent.aliases.dial, weight: 100 }],
    models: [{ model: 'm', weight: 100 }],
  };
  const routed = (
    await server.patch(`/v1/numbers/${number.id}`, { routes, reserved_for_agents: [agent.id] })
  ).json();
  assert.equal(routed.routes.agents[0].agent_id, agent.id);
  assert.deepEqual(routed.reserved_for_agents, [agent.id]);
  assert.equal((await server.delete(`/v1/agents/${agent.id}`)).json().code, 'agent-in-use');
  assert.equal((await server.delete(`/v1/agents/${agent.id}?unbind=true`)).statusCode, 204);
  const left = (await server.get(`/v1/numbers/${number.id}`)).json();
  assert.deepEqual([left.routes, left.reserved_for_agents], [{ models: routes.models }, []]);
  assert.equal((await server.get('/v1/numbers?unbound=true&search=9100')).json().data.length, 1);
  assert.equal((await server.get('/v1/numbers?unbound=false')).json().data.length, 0);
  await server.patch('/v1/organization', { default_number_id: number.id });
  assert.equal((await server.delete(`/v1/numbers/${number.id}`)).json().code, 'number-in-use');
  await server.patch('/v1/organization', { default_number_id: null });
  assert.equal((await server.delete(`/v1/numbers/${number.id}`)).statusCode, 204);
});

test('a trunk that numbers use is deleted only with their leave', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const trunk = (await server.post('/v1/trunks', { name: 'Carrier', uri: 'sip:127.0.0.1' })).json();
  const number = (await server.post('/v1/numbers', { e164: '+34910000002', trunk_id: trunk.id })).json();
  assert.equal((await server.delete(`/v1/trunks/${trunk.id}`)).json().code, 'trunk-in-use');
  assert.equal((await server.delete(`/v1/trunks/${trunk.id}?unbind=true`)).statusCode, 204);
  assert.equal((await server.get(`/v1/numbers/${number.id}`)).json().trunk_id, null);
});

test('versions: named, compared, rolled back, deleted unless in production; an agent is checked before it is saved', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const agent = (await server.post('/v1/agents', { ...prompt, tools: [http] })).json();
  const at = `/v1/agents/${agent.id}`;
  const first = (await server.post(`${at}/versions`, { name: 'Spring' })).json();
  await server.patch(at, {
    prompt: 'Help more.',
    tools: [{ ...http, auth: { type: 'bearer', token: 'new' } }],
  });
  const { changes } = (await server.get(`${at}/versions/${first.id}/diff/draft`)).json();
  assert.deepEqual(
    changes.find((one: { path: string }) => one.path === '/prompt'),
    { op: 'replace', path: '/prompt', from: 'Help.', value: 'Help more.' },
  );
  assert.ok(!JSON.stringify(changes).includes('hush') && !JSON.stringify(changes).includes('new'));
  assert.ok(changes.some((one: { path: string }) => one.path === '/tools/0/auth/token'));
  assert.equal((await server.post(`${at}/versions/${first.id}/restore`)).json().prompt, 'Help.');
  assert.deepEqual((await server.get(`${at}/versions/${first.id}/diff/draft`)).json().changes, []);
  assert.equal((await server.patch(`${at}/versions/${first.id}`, { name: 'May' })).json().name, 'May');
  await server.post(`${at}/versions/${first.id}/production`);
  assert.equal((await server.delete(`${at}/versions/${first.id}`)).json().code, 'agent-version-in-use');
  const second = (await server.post(`${at}/versions`, { production: true })).json();
  assert.equal((await server.delete(`${at}/versions/${first.id}`)).statusCode, 204);
  assert.equal((await server.get(`${at}/versions`)).json().data[0].id, second.id);
  const wrong = (await server.post('/v1/agents/validate', { name: '', tools: [{ type: 'http' }] })).json();
  assert.equal(wrong.valid, false);
  assert.ok(wrong.faults.length >= 3, 'every fault at once');
  const right = (await server.post(`${at}/validate`)).json();
  assert.deepEqual(right, { valid: true, runnable: true, faults: [], missing: [] });
  const named = await server.get('/v1/agents?search=SHO&sort=name');
  assert.equal(named.json().data.length, 1);
  assert.equal((await server.get('/v1/agents?search=zzz')).json().data.length, 0);
});
