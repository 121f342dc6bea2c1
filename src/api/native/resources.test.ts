import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spellNative } from '#kernel';
import { flowAgent, openTestApi } from '../testing.ts';

const nobody = '/v1/X/ffffffffffffffffffffffff';

test('agents: 201, 200, 404, and changes that leave versions alone', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const created = await server.post('/v1/agents', { ...flowAgent, voice: { id: 'slt' } });
  assert.equal(created.statusCode, 201, created.body);
  const agent = created.json();
  assert.deepEqual([agent.language, agent.interruptible], ['en-US', true], 'defaults are filled in');
  const version = (await server.post(`/v1/agents/${agent.id}/versions`, { message: 'first' })).json();
  assert.deepEqual([version.number, version.production, version.config.name], [1, false, 'Reminder']);
  const changed = await server.patch(`/v1/agents/${agent.id}`, {
    name: 'Other',
    voice: null,
    language: 'es-ES',
  });
  assert.equal(changed.statusCode, 200, changed.body);
  assert.deepEqual(
    [changed.json().name, changed.json().voice, changed.json().language],
    ['Other', undefined, 'es-ES'],
  );
  const kept = (await server.get(`/v1/agents/${agent.id}/versions/${version.aliases.dial}`)).json();
  assert.equal(kept.config.name, 'Reminder');
  const marked = await server.post(`/v1/agents/${agent.id}/versions/${version.id}/production`);
  assert.equal(marked.json().production_version_id, version.id);
  const second = await server.post(`/v1/agents/${agent.id}/versions`, { production: true });
  assert.deepEqual([second.json().number, second.json().production], [2, true]);
  const versions = (await server.get(`/v1/agents/${agent.id}/versions`)).json().data;
  assert.deepEqual(
    versions.map((one: { number: number; production: boolean }) => [one.number, one.production]),
    [
      [2, true],
      [1, false],
    ],
  );
  assert.equal((await server.get('/v1/agents')).json().data.length, 1);
  for (const path of ['', '/versions', `/versions/${version.id}`])
    assert.equal((await server.get(nobody.replace('X', 'agents') + path)).json().code, 'agent-unknown');
  assert.equal(
    (await server.post(`/v1/agents/${agent.id}/versions/x/production`)).json().code,
    'agent-version-unknown',
  );
});

test('agents: 400 when a change makes it none, and when the engine finds a fault', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const { id } = (await server.post('/v1/agents', flowAgent)).json();
  for (const [patch, param] of [
    [{ flow: null }, 'flow'],
    [{ prompt: 'Be kind.' }, 'prompt'],
    [{ name: 7 }, 'name'],
    [{ name: null }, 'name'],
    [{ turns: { endpoint_ms: 1 } }, 'turns.endpoint_ms'],
    [{ nmae: 'x' }, 'nmae'],
    [{ flow: { ...flowAgent.flow, edges: [{ from: 'hello', to: 'x' }] } }, 'flow.edges[0].to'],
    [{ number_id: 'num_0' }, 'number_id'],
  ] as const) {
    const answer = await server.patch(`/v1/agents/${id}`, patch);
    assert.ok(answer.statusCode === 400 || answer.statusCode === 404, answer.body);
    assert.equal(answer.json().param, param);
  }
});

test('trunks: the password goes in and never comes out', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const body = { name: 'Carrier', uri: 'sip:127.0.0.1:5080', username: 'u', password: 'hidden' };
  const created = await server.post('/v1/trunks', body);
  assert.equal(created.statusCode, 201, created.body);
  const trunk = created.json();
  assert.equal(trunk.has_password, true);
  assert.deepEqual([trunk.concurrency, trunk.calls_per_second, trunk.active], [100, 50, true]);
  const changed = (await server.patch(`/v1/trunks/${trunk.id}`, { password: null, concurrency: 7 })).json();
  assert.deepEqual([changed.has_password, changed.concurrency, changed.active], [false, 7, true]);
  const listed = await server.get('/v1/trunks');
  assert.equal(listed.json().data[0].id, trunk.id);
  for (const answer of [created, listed, await server.get(`/v1/trunks/${trunk.id}`)])
    assert.doesNotMatch(answer.body, /hidden/);
  for (const uri of ['127.0.0.1', 'sip:u@host', 'sip:host:99:1', 'tel:+34'])
    assert.equal((await server.post('/v1/trunks', { ...body, uri })).json().param, 'uri', uri);
  assert.equal((await server.patch(nobody.replace('X', 'trunks'), {})).json().code, 'trunk-unknown');
});

test('numbers: bound to what is there, 409 twice, 404 for what is not', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const trunk = (await server.post('/v1/trunks', { name: 'C', uri: 'sip:[::1]:5080' })).json();
  const agent = (await server.post('/v1/agents', flowAgent)).json();
  const body = { e164: '+34910000001', trunk_id: trunk.aliases.dial };
  const created = await server.post('/v1/numbers', body);
  assert.equal(created.statusCode, 201, created.body);
  const number = created.json();
  assert.deepEqual([number.trunk_id, number.agent_id], [trunk.id, null]);
  const twice = await server.post('/v1/numbers', body);
  assert.deepEqual([twice.statusCode, twice.json().code], [409, 'number-taken']);
  const bound = await server.patch(`/v1/numbers/${number.id}`, { agent_id: agent.id, trunk_id: null });
  assert.deepEqual([bound.json().agent_id, bound.json().trunk_id], [agent.id, null]);
  assert.equal((await server.get(`/v1/numbers/${number.id}`)).json().agent_id, agent.id);
  const lost = await server.post('/v1/numbers', { e164: '+34910000002', agent_id: trunk.id });
  assert.deepEqual(
    [lost.statusCode, lost.json().code, lost.json().param],
    [404, 'agent-unknown', 'agent_id'],
  );
  for (const e164 of ['910000001', '+0123456789', '+123456', '+1234567890123456'])
    assert.equal((await server.post('/v1/numbers', { e164 })).json().param, 'e164', e164);
});

test('suppressions: 201, pages by number, 204, 404', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  for (const last of [3, 1, 2])
    assert.equal((await server.post('/v1/suppressions', { e164: `+3460000000${last}` })).statusCode, 201);
  const first = (await server.get('/v1/suppressions?limit=2')).json();
  const rest = (await server.get(`/v1/suppressions?cursor=${first.next_cursor}`)).json();
  assert.deepEqual(
    [...first.data, ...rest.data].map((row) => row.e164),
    ['+34600000001', '+34600000002', '+34600000003'],
  );
  // What a call put there names the call.
  const call = server.ids.next();
  await server.store.suppressions.add(server.organization.id, '+34600000004', 'It was asked for.', 1, call);
  const [last] = (await server.get('/v1/suppressions')).json().data.slice(-1);
  assert.deepEqual(
    [last.e164, last.reason, last.call_id, first.data[0].call_id],
    ['+34600000004', 'It was asked for.', spellNative('call', call), null],
  );
  assert.equal((await server.get('/v1/suppressions?cursor=abc')).json().param, 'cursor');
  const gone = await server.delete('/v1/suppressions/+34600000001');
  assert.deepEqual([gone.statusCode, gone.body], [204, '']);
  assert.equal((await server.delete('/v1/suppressions/%2B34600000001')).json().code, 'suppression-unknown');
});

test('organization: read and changed within its limits', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const number = (await server.post('/v1/numbers', { e164: '+34910000001' })).json();
  const changed = await server.patch('/v1/organization', {
    concurrency: 200,
    destination_allow: ['+34'],
    default_number_id: number.aliases.flireo,
    suppress_opt_outs: false,
  });
  assert.equal(changed.statusCode, 200, changed.body);
  assert.equal(changed.json().suppress_opt_outs, false);
  const organization = (await server.get('/v1/organization')).json();
  assert.deepEqual(organization, changed.json());
  assert.deepEqual(
    [organization.concurrency, organization.destination_allow, organization.default_number_id],
    [200, ['+34'], number.id],
  );
  const bad = await server.patch('/v1/organization', { concurrency: 0, destination_allow: ['34'] });
  assert.deepEqual(
    bad.json().errors.map((fault: { param: string }) => fault.param),
    ['concurrency', 'destination_allow[0]'],
  );
});
