/** What the other rows leave of the secondary surfaces: pages, filters, single reads, every field of a change. */
import assert from 'node:assert/strict';
import { realClock } from '#kernel';
import { config, newAgent, ok, rig, table, type Body } from './rig.ts';

export const [restRows, check] = table();
const made = async (path: string, body: Body): Promise<Body> => (await ok('POST', path, body))['response'];
const listed = async (path: string): Promise<Body> => (await ok('GET', path))['response'];
const PAGE = 'page_number=1&page_size=1';

check('knowledge bases: pages, one source, every field of a change; detach by query', async () => {
  const { id } = await made('/knowledge_base', { name: 'A', rag_use_condition: 'x' });
  await made('/knowledge_base', { name: 'B', rag_use_condition: 'x' });
  assert.equal((await listed('/knowledge_base?limit=1&offset=1'))['knowledge_bases'].length, 1);
  const changed = await ok('PUT', `/knowledge_base/${id}`, { rag_use_condition: 'Orders.' });
  assert.equal(changed['response'].rag_use_condition, 'Orders.');
  const sources = `/knowledge_base/${id}/sources`;
  const source = await made(sources, { type: 'text', name: 'Hours', text: 'Nine.' });
  await ok('PUT', `${sources}/${source['id']}`, { type: 'text', name: 'Times', text: 'Ten.' });
  assert.equal((await listed(`${sources}/${source['id']}`))['name'], 'Times');
  assert.equal((await listed(`${sources}?limit=1&offset=0`))['total_records'], 1);
  const now = realClock.now();
  const due = await rig.store.knowledge.claimDue(now + 1000, 60_000, 20);
  const own = due.find((one) => one.source.id === source['id'])!;
  await rig.store.knowledge.fail(own, 'It is empty.', null, now);
  assert.equal((await listed(`${sources}/${source['id']}`))['error_message'], 'It is empty.');
  const agent = await newAgent();
  await ok('POST', `/knowledge_base/${id}/attach?model_id=${agent}`);
  await ok('POST', `/knowledge_base/${id}/detach?model_id=${agent}`, {});
  assert.equal((await config(agent)).knowledge, undefined);
});

check('contacts, memory stores and phone books: pages, one, every field of a change', async () => {
  const contact = await made('/contacts', { name: 'Eve', phone_number: '+34600333444' });
  const change = { phone_number: '+34600333445', email: 'e@example.org', contact_metadata: { a: 1 } };
  await ok('PATCH', `/contacts/${contact['id']}`, change);
  const { phone_number, email, contact_metadata } = await listed(`/contacts/${contact['id']}`);
  assert.deepEqual({ phone_number, email, contact_metadata }, change);
  assert.equal((await listed(`/contacts?${PAGE}`))['contacts'].length, 1);
  const store = await made('/memory_stores', { name: 'M', instructions: 'Sizes.' });
  await ok('PATCH', `/memory_stores/${store['id']}`, { name: 'N' });
  const { name, instructions } = await listed(`/memory_stores/${store['id']}`);
  assert.deepEqual([name, instructions], ['N', 'Sizes.']);
  assert.equal((await listed(`/memory_stores?${PAGE}`))['total'], 1);
  await ok('POST', `/memory_stores/${store['id']}/attach`, { contact_id: contact['id'] });
  const data = `/memory_stores/${store['id']}/contacts/${contact['id']}/memory_data`;
  await ok('PUT', data, { memory_data: { size: 'XL' } });
  await ok('DELETE', data);
  assert.deepEqual((await rig.ask('GET', data)).body?.['response']?.memory_data ?? {}, {});
  const book = await made('/phonebooks', { name: 'B' });
  const entry = { name: 'Desk', phone_number: '+34600111222', transfer_condition: 'Invoices.' };
  await ok('POST', `/phonebooks/${book['key']}/entries`, entry);
  const { entries } = await listed(`/phonebooks/${book['key']}`);
  assert.deepEqual([entries[0].name, entries[0].phone_number], ['Desk', '+34600111222']);
  assert.equal((await listed(`/phonebooks?${PAGE}`))['phonebooks'].length, 1);
});

check('simulations: pages, filters, single reads, every field of a change', async () => {
  const [agent, other] = [await newAgent(), await newAgent()];
  const suite = await made('/simulation_suites', { name: 'S', model_id: agent, language: 'es-ES' });
  assert.equal(suite['language'], 'es-ES');
  const days = 'start_date=2020-01-01&end_date=2100-01-01';
  const suites = await listed(`/simulation_suites?search=s&model_ids=${agent}&${days}&${PAGE}`);
  assert.deepEqual([suites['total'], suites['items'][0].suite_id], [1, suite['suite_id']]);
  const renamed = { name: 'T', model_id: other, language: 'de-DE' };
  await ok('PUT', `/simulation_suites/${suite['suite_id']}`, renamed);
  const { name, model_id, language } = await listed(`/simulation_suites/${suite['suite_id']}`);
  assert.deepEqual({ name, model_id, language }, renamed);
  const whole = {
    prompt: 'You are Eva.',
    type: 'custom',
    success_criteria: ['kind'],
    call_success_type: 'all',
  };
  const one = (await made('/simulation_cases', { name: 'Eva', ...whole }))['simulation_case'];
  const path = `/simulation_cases/${one.simulation_case_id}`;
  const change = {
    ...{ prompt: 'You are Ida.', type: 'agent_based', success_criteria: ['calm'], call_success_type: 'any' },
    ...{ suite_id: suite['suite_id'], base_agent_id: agent },
  };
  await ok('PUT', path, change);
  const kept = await listed(path);
  assert.deepEqual(
    [kept['prompt'], kept['type'], kept['success_criteria'], kept['call_success_type'], kept['suite_id']],
    ['You are Ida.', 'agent_based', ['calm'], 'any', suite['suite_id']],
  );
  assert.equal(kept['base_agent'].model_id, agent);
  const cases = await listed(`/simulation_cases?suite_id=${suite['suite_id']}&${PAGE}`);
  assert.equal(cases['pagination'].total_records, 1);
  const wish = { simulation_case_id: one.simulation_case_id, target_agent_id: agent };
  const first = await made('/simulations', wish);
  const session = first['simulation_session_id'];
  const again = await made('/simulations', { ...wish, simulation_session_id: session });
  assert.equal(again['simulation_session_id'], session);
  const of = `simulation_session_id=${session}&target_agent_id=${agent}`;
  assert.equal((await listed(`/simulations?${of}&${days}&${PAGE}`))['pagination'].total_records, 2);
  assert.equal((await listed(`/simulations/sessions?${PAGE}`))['items'].length, 1);
  const fault = { code: 'llm-missing', message: 'None.' };
  const end = { state: 'failed' as const, turns: [], tools: [], endedBy: null, verdict: null, fault };
  await rig.store.simulations.runs.finish(first['simulation_id'], end, Date.parse('2030-01-01'));
  const failed = await listed(`/simulations/${first['simulation_id']}`);
  assert.deepEqual([failed['status'], failed['error_info'].code], ['failed', 'llm-missing']);
  const wanted = { agent_id: agent, include_tests: ['angry_user'], suite_id: suite['suite_id'] };
  const lines = await rig.ask('POST', '/simulation_cases/generate', wanted);
  assert.equal(lines.status, 200);
});

check('scenarios: create, list, read, change', async () => {
  const { scenario_id: id } = await made('/simulation_scenarios', { name: 'Snow', description: 'It snows.' });
  const found = await listed(`/simulation_scenarios?search=sno&${PAGE}`);
  assert.deepEqual([found['total'], found['items'][0].scenario_id], [1, id]);
  const change = { name: 'Hail', description: 'It hails.' };
  await ok('PUT', `/simulation_scenarios/${id}`, change);
  const { name, description } = await listed(`/simulation_scenarios/${id}`);
  assert.deepEqual({ name, description }, change);
});

check('voices, actions and analytics: what is asked by query', async () => {
  const voices = await listed('/voices?workspace=w&limit=1&offset=0&search=slt');
  assert.deepEqual([voices['pagination'].limit, voices['voices'][0].voice_id], [1, 'slt']);
  assert.equal((await listed('/actions?limit=1&offset=1'))['pagination'].offset, 1);
  const agent = await newAgent();
  const days = 'from_date=2026-01-01&to_date=2026-02-01';
  const figures = await ok('GET', `/analytics?${days}&model_id=${agent}&type_of_call=inbound`);
  assert.deepEqual([figures['from_date'], figures['total_calls']], ['2026-01-01T00:00:00.000Z', 0]);
  // The figures themselves are those of /v1/analytics, whose tests count calls.
  const usage = rig.store.usage as { figures: unknown };
  const { figures: own } = usage;
  usage.figures = async () => ({
    ...{ calls: 2, answered: 1, byOutcome: { completed: 1, busy: 1 }, byHour: [] },
    ...{ byEndReason: [{ code: 'callee-hung-up', calls: 1 }], duration: { total: 9000, mean: 9000 } },
    byDay: [{ day: '2026-01-02', calls: 2, answered: 1 }],
    byAgent: [{ agentId: agent, name: 'Kim', calls: 2, answered: 1, durationMs: 9000 }],
  });
  const told = await ok('GET', '/analytics');
  usage.figures = own;
  assert.deepEqual([told['call_status'].busy, told['total_duration']], [1, 9]);
  assert.deepEqual(told['by_day'], [{ date: '2026-01-02', calls: 2, answered: 1 }]);
  assert.equal(told['by_assistant'][0].duration, 9);
});
