import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createDialects } from '../../dialects/index.ts';
import { flowAgent, openTestApi } from '../../testing.ts';

async function withAgent(t: TestContext) {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const agent = (await server.post('/v1/agents', flowAgent)).json();
  const create = async (more: Record<string, unknown> = {}) => {
    const answer = await server.post('/v1/campaigns', { name: 'Spring', agent_id: agent.id, ...more });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  };
  return { ...server, agent, create };
}

const window = { days: ['mon', 'fri'], from: '09:00', to: '18:00', time_zone: 'Europe/Madrid' };

test('a campaign is made, read, listed, changed and deleted', async (t) => {
  const { create, get, patch, delete: remove } = await withAgent(t);
  const made = await create({ window, retry: { delays_s: [60] }, starts_at: '2030-01-01T00:00:00Z' });
  assert.match(made.id, /^camp_/);
  assert.deepEqual([made.status, made.concurrency, made.window], ['draft', 10, window]);
  assert.deepEqual(made.retry, {
    delays_s: [60],
    on: ['no_answer', 'busy', 'voicemail', 'failed'],
    base: 'call',
  });
  assert.deepEqual((await get(`/v1/campaigns/${made.id}`)).json(), made);
  const changed = (await patch(`/v1/campaigns/${made.id}`, { window: null, concurrency: 3 })).json();
  assert.deepEqual([changed.window, changed.concurrency, changed.name], [null, 3, 'Spring']);
  await create();
  const list = (await get('/v1/campaigns?limit=1')).json();
  assert.deepEqual([list.data.length, list.has_more], [1, true]);
  assert.equal((await get('/v1/campaigns?status=running')).json().data.length, 0);
  assert.equal((await remove(`/v1/campaigns/${made.id}`)).statusCode, 204);
  assert.equal((await get(`/v1/campaigns/${made.id}`)).json().code, 'campaign-unknown');
});

test('its agent and its numbers stay while it is not over', async (t) => {
  const { create, post, patch, agent, delete: remove } = await withAgent(t);
  const number = (await post('/v1/numbers', { e164: '+34910000001' })).json();
  const { id } = await create({ number_ids: [number.id] });
  for (const [path, code] of [
    [`/v1/agents/${agent.id}`, 'agent-in-use'],
    [`/v1/agents/${agent.id}?unbind=true`, 'agent-in-use'],
    [`/v1/numbers/${number.id}`, 'number-in-use'],
  ] as const) {
    const refused = await remove(path);
    assert.deepEqual([refused.statusCode, refused.json().code], [409, code]);
    assert.match(refused.json().detail, /“Spring”/);
  }
  await patch(`/v1/campaigns/${id}`, { number_ids: [] });
  assert.equal((await remove(`/v1/numbers/${number.id}`)).statusCode, 204);
  await post(`/v1/campaigns/${id}/cancel`);
  assert.equal((await remove(`/v1/agents/${agent.id}`)).statusCode, 204);
});

test('another API’s clients are refused the same', async (t) => {
  const dialects = createDialects({ meetzy: null, synthflow: null, dial: null, flireo: null });
  const server = await openTestApi({ dialects });
  t.after(() => server.api.close());
  const agent = (await server.post('/v1/agents', flowAgent)).json();
  const number = (await server.post('/v1/numbers', { e164: '+34910000001' })).json();
  const body = { name: 'Spring', agent_id: agent.id, number_ids: [number.id] };
  assert.equal((await server.post('/v1/campaigns', body)).statusCode, 201);
  for (const [path, status] of [
    // Synthflow has no 409.
    [`/synthflow/v2/assistants/${agent.aliases.synthflow}`, 400],
    [`/synthflow/v2/numbers/${number.e164}`, 400],
    [`/flireo/agents/${agent.aliases.flireo}`, 409],
    [`/flireo/numbers/${number.aliases.flireo}`, 409],
  ] as const) {
    const refused = await server.delete(path);
    assert.equal(refused.statusCode, status, `${path}: ${refused.body}`);
    assert.match(refused.body, /Spring/);
  }
});

test('started, it is scheduled before its time; what cannot be is a 409', async (t) => {
  const { create, post, patch, delete: remove } = await withAgent(t);
  const { id } = await create({ starts_at: '2030-01-01T00:00:00Z' });
  const act = async (action: string) => {
    const answer = await post(`/v1/campaigns/${id}/${action}`);
    return [answer.statusCode, answer.json().status ?? '', answer.json().code];
  };
  assert.equal((await act('pause'))[2], 'campaign-state');
  assert.deepEqual(await act('start'), [200, 'scheduled', undefined]);
  await patch(`/v1/campaigns/${id}`, { starts_at: null });
  assert.deepEqual(await act('start'), [200, 'running', undefined]);
  assert.equal((await remove(`/v1/campaigns/${id}`)).json().code, 'campaign-state');
  assert.deepEqual(await act('pause'), [200, 'paused', undefined]);
  assert.deepEqual(await act('cancel'), [200, 'cancelled', undefined]);
  assert.equal((await act('start'))[2], 'campaign-state');
  assert.equal((await patch(`/v1/campaigns/${id}`, { name: 'x' })).json().code, 'campaign-state');
});

test('leads: JSON and tables; duplicates and what is no number are skipped with their reason', async (t) => {
  const { create, get, post, delete: remove } = await withAgent(t);
  const { id } = await create();
  const path = `/v1/campaigns/${id}/leads`;
  const json = (
    await post(path, {
      leads: [
        { phone_number: '+34600111222', name: 'Ana', variables: { debt: 7 } },
        { phone_number: '+34600111222' },
        { phone_number: 'none' },
      ],
    })
  ).json();
  assert.deepEqual([json.added, json.skipped], [1, 2]);
  assert.deepEqual(
    json.data.map((lead: { status: string; reason: string }) => [lead.status, lead.reason]),
    [
      ['pending', null],
      ['skipped', 'duplicate'],
      ['skipped', 'invalid'],
    ],
  );
  const csv = 'phone_number,name,city,not_before\n+34600111223,"Bo, Jr",Madrid,2030-01-01T09:00:00+01:00\n';
  const [row] = (await post(path, { csv })).json().data;
  assert.deepEqual(
    [row.name, row.variables, row.not_before],
    ['Bo, Jr', { city: 'Madrid' }, '2030-01-01T08:00:00.000Z'],
  );
  assert.equal((await get(`${path}?status=pending`)).json().data.length, 2);
  assert.equal((await get(`${path}/${row.id}`)).json().id, row.id);
  assert.equal((await remove(`${path}/${row.id}`)).statusCode, 204);
  assert.equal((await get(`${path}/${row.id}`)).json().code, 'lead-unknown');
  const { leads } = (await get(`/v1/campaigns/${id}`)).json();
  assert.deepEqual([leads.total, leads.pending, leads.skipped], [3, 1, 2]);
});

test('a lead is changed until it is over', async (t) => {
  const { create, get, post, patch } = await withAgent(t);
  const { id } = await create();
  const path = `/v1/campaigns/${id}/leads`;
  const given = { phone_number: '+34600111222', name: 'Ana', variables: { debt: 7, city: 'Madrid' } };
  const { data } = (await post(path, { leads: [given, { phone_number: 'none' }] })).json();
  const [lead, skipped] = data;
  const not_before = '2030-01-01T08:00:00.000Z';
  const change = { name: null, variables: { debt: null, paid: true }, time_zone: 'UTC', not_before };
  const changed = (await patch(`${path}/${lead.id}`, change)).json();
  assert.deepEqual(
    [changed.name, changed.variables, changed.time_zone, changed.not_before, changed.next_attempt_at],
    [null, { city: 'Madrid', paid: true }, 'UTC', not_before, not_before],
  );
  assert.deepEqual((await get(`${path}/${lead.id}`)).json(), changed);
  const now = (await patch(`${path}/${lead.id}`, { not_before: null })).json();
  assert.deepEqual([now.not_before, now.next_attempt_at], [null, now.updated_at]);
  const refused = async (to: string, body: Record<string, unknown>) => {
    const { code, param } = (await patch(to, body)).json();
    return [code, param];
  };
  assert.deepEqual(await refused(`${path}/${skipped.id}`, { name: 'Bo' }), ['campaign-state', undefined]);
  assert.deepEqual(await refused(`${path}/${lead.id}`, { time_zone: 'x' }), ['invalid-request', 'time_zone']);
  const other = `/v1/campaigns/${(await create()).id}/leads/${lead.id}`;
  assert.deepEqual((await refused(other, { name: 'Bo' }))[0], 'lead-unknown');
  await post(`/v1/campaigns/${id}/start`);
  await post(`/v1/campaigns/${id}/cancel`);
  assert.equal((await refused(`${path}/${lead.id}`, { name: 'Bo' }))[0], 'campaign-state');
});

test('a campaign names a pool of caller numbers that is there', async (t) => {
  const { create, post, patch } = await withAgent(t);
  const { id: number } = (await post('/v1/numbers', { e164: '+34910000009' })).json();
  const made = await post('/v1/number-pools', { name: 'P', rule: 'first', members: [{ number_id: number }] });
  const { id: pool } = made.json();
  const campaign = await create({ number_pool_id: pool });
  assert.equal(campaign.number_pool_id, pool, made.body);
  const bare = (await patch(`/v1/campaigns/${campaign.id}`, { number_pool_id: null })).json();
  assert.equal(bare.number_pool_id, null);
  const unknown = await patch(`/v1/campaigns/${campaign.id}`, { number_pool_id: number });
  assert.deepEqual([unknown.statusCode, unknown.json().param], [404, 'number_pool_id'], unknown.body);
});

const faulty: [string, Record<string, unknown>, string][] = [
  ['no agent', { agent_id: 'agent_00000000000000000000' }, 'agent_id'],
  ['a zone that is none', { window: { ...window, time_zone: 'Mars/Base' } }, 'window.time_zone'],
  ['a window without length', { window: { ...window, to: '09:00' } }, 'window.to'],
  ['a time that is none', { starts_at: 'soon' }, 'starts_at'],
  ['an unknown field', { speed: 3 }, 'speed'],
  ['an unknown outcome', { retry: { delays_s: [1], on: ['sad'] } }, 'retry.on[0]'],
];
for (const [what, body, param] of faulty)
  test(`campaigns, refused: ${what}`, async (t) => {
    const { agent, post } = await withAgent(t);
    const answer = await post('/v1/campaigns', { name: 'x', agent_id: agent.id, ...body });
    assert.ok([400, 404].includes(answer.statusCode), answer.body);
    assert.equal(answer.json().param, param, answer.body);
  });

const badLeads: [string, unknown, string, RegExp][] = [
  ['both', { leads: [{ phone_number: '+34600111222' }], csv: 'phone_number\n1' }, 'leads', /exactly one/],
  ['a broken table', { csv: 'phone_number\n"x' }, 'csv', /Line 2/],
  ['a row without number', { csv: 'phone_number,name\n,Ana' }, 'csv[0].phone_number', /required/],
  ['a zone', { leads: [{ phone_number: '+34600111222', time_zone: 'x' }] }, 'leads[0].time_zone', /IANA/],
];
for (const [what, body, param, message] of badLeads)
  test(`leads, refused: ${what}`, async (t) => {
    const { create, post } = await withAgent(t);
    const answer = await post(`/v1/campaigns/${(await create()).id}/leads`, body);
    assert.deepEqual([answer.statusCode, answer.json().param], [400, param], answer.body);
    assert.match(answer.json().errors[0].message, message);
  });

test('a batch: staggered, in order; a row that cannot be read names its place', async (t) => {
  const server = await withAgent(t);
  const { agent, post, get } = server;
  const call = (to: string, more = {}) => ({ agent_id: agent.id, to, ...more });
  const own = '2031-01-01T00:00:00.000Z';
  const answer = await post('/v1/batches', {
    starts_at: '2030-01-01T00:00:00Z',
    staggered_interval_s: 60,
    calls: [call('+34600111221'), call('+34600111222', { not_before: own }), call('+34600111223')],
  });
  assert.equal(answer.statusCode, 201, answer.body);
  const times = server.due.asked.map(({ notBefore }) => new Date(notBefore!).toISOString());
  assert.deepEqual(times, ['2030-01-01T00:00:00.000Z', own, '2030-01-01T00:02:00.000Z']);
  const { id } = answer.json();
  assert.equal((await get(`/v1/batches/${id}`)).json().calls.length, 3);
  assert.equal((await get('/v1/batches')).json().data.length, 1);
  assert.notEqual((await post(`/v1/batches/${id}/cancel`)).json().cancelled_at, null);
  const bad = await post('/v1/batches', { calls: [call('+34600111221'), call('+346', { not_before: 'x' })] });
  assert.deepEqual([bad.statusCode, bad.json().param], [400, 'calls[1].not_before']);
  assert.equal((await get('/v1/batches/batch_00000000000000000000')).json().code, 'batch-unknown');
});
