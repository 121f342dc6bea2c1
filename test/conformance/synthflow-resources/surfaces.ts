/** Synthflow's simulations and secondary surfaces: each line of its page by its effect, over PostgreSQL. */
import assert from 'node:assert/strict';
import { parseId, realClock } from '#kernel';
import { config, newAgent, ok, refused, rig, type Body, table } from './rig.ts';

export const [surfaceRows, check] = table();

check('knowledge bases: create, read, list, change; attach by query, detach by body; sources', async () => {
  const base = (await ok('POST', '/knowledge_base', { name: 'Shop', rag_use_condition: 'Orders.' }))[
    'response'
  ].id;
  assert.equal((await ok('GET', `/knowledge_base/${base}`))['response'].rag_use_condition, 'Orders.');
  assert.equal((await ok('PUT', `/knowledge_base/${base}`, { name: 'Store' }))['response'].name, 'Store');
  const list = (await ok('GET', '/knowledge_base'))['response'];
  assert.deepEqual([list.total_records, list.limit, list.knowledge_bases[0].name], [1, 25, 'Store']);
  const agent = await newAgent();
  await ok('POST', `/knowledge_base/${base}/attach?model_id=${agent}`);
  assert.deepEqual(
    (await config(agent)).knowledge!.bases.map((id) => parseId(id)),
    [base],
  );
  await ok('POST', `/knowledge_base/${base}/detach`, { model_id: agent });
  assert.equal((await config(agent)).knowledge, undefined);
  const url = `/knowledge_base/${base}/sources`;
  const source = (await ok('POST', url, { type: 'text', name: 'Hours', text: 'We open at nine.' }))[
    'response'
  ];
  assert.deepEqual([source.type, source.status], ['text', 'pending']);
  const web = (await ok('POST', url, { type: 'web', url: 'https://a.example/' }))['response'];
  assert.equal(
    (await ok('PUT', `${url}/${web.id}`, { type: 'link', link: 'https://b.example/' }))['response'].url,
    'https://b.example/',
  );
  assert.equal((await ok('GET', url))['response'].total_records, 2);
  assert.equal((await rig.ask('POST', url, { type: 'pdf', file: 'x' })).status, 415);
  await ok('DELETE', `${url}/${web.id}`);
  await ok('DELETE', `/knowledge_base/${base}`);
  assert.equal((await rig.ask('GET', `/knowledge_base/${base}`)).status, 404);
});

check('contacts: create, search, read, change, delete; a number is one person', async () => {
  const body = {
    name: 'Ada',
    phone_number: '+34600111222',
    email: 'a@example.org',
    contact_metadata: { tier: 'gold' },
  };
  const made = (await ok('POST', '/contacts', body))['response'];
  assert.deepEqual([made.name, made.contact_metadata], ['Ada', { tier: 'gold' }]);
  assert.equal((await rig.ask('POST', '/contacts', body)).status, 400);
  const found = (await ok('GET', '/contacts?search=ad'))['response'];
  assert.deepEqual([found.total, found.page_size, found.page_number, found.contacts.length], [1, 10, 1, 1]);
  assert.deepEqual(await ok('PATCH', `/contacts/${made.id}`, { name: 'Ada L.' }), { status: 'success' });
  assert.equal((await ok('GET', `/contacts/${made.id}`))['response'].name, 'Ada L.');
  const stores = '/memory_stores';
  const memory = (await ok('POST', stores, { name: 'Customers' }))['response'].id;
  assert.equal(
    (await ok('PATCH', `${stores}/${memory}`, { instructions: 'Sizes.' }))['instructions'],
    'Sizes.',
  );
  assert.equal((await ok('GET', stores))['response'].total, 1);
  await ok('POST', `${stores}/${memory}/attach`, { contact_id: made.id });
  const data = `${stores}/${memory}/contacts/${made.id}/memory_data`;
  await ok('PUT', data, { memory_data: { size: 'XL' } });
  assert.deepEqual((await ok('GET', data))['response'].memory_data, { size: 'XL' });
  const agent = await newAgent();
  await ok('POST', `${stores}/${memory}/attach`, { model_id: agent });
  assert.deepEqual(
    (await config(agent)).memory!.stores.map((id) => parseId(id)),
    [memory],
  );
  await ok('POST', `${stores}/${memory}/detach`, { model_id: agent });
  assert.equal((await config(agent)).memory, undefined);
  await ok('POST', `${stores}/${memory}/detach`, { contact_id: made.id });
  assert.equal((await rig.ask('GET', data)).status, 404);
  assert.deepEqual(await ok('DELETE', `${stores}/${memory}`), { status: 'success' });
  assert.deepEqual(await ok('DELETE', `/contacts/${made.id}`), { status: 'success' });
});

check('voices: offset paging of 50, search and provider', async () => {
  const { pagination, voices } = (await ok('GET', '/voices?workspace=w'))['response'];
  assert.deepEqual([pagination.limit, voices[0].voice_id, voices[0].workspace], [50, 'slt', 'w']);
  assert.equal((await ok('GET', '/voices?provider=elevenlabs'))['response'].pagination.total_records, 0);
  await refused('GET', '/voices?limit=101', undefined, 400, /Limit must be between 1 and 100\./);
});

check('analytics: bare, with and without the slash, at most 120 days', async () => {
  const bare = await ok('GET', '/analytics/');
  assert.deepEqual([bare['total_calls'], bare['status']], [0, undefined]);
  assert.equal((await ok('GET', '/analytics?timezone=UTC'))['timezone'], 'UTC');
  await refused(
    'GET',
    '/analytics?from_date=2026-01-01&to_date=2026-09-01',
    undefined,
    400,
    /at most 120 days/,
  );
});

check('simulations: suite, case, run, session and scenario', async () => {
  const agent = await newAgent();
  await refused(
    'POST',
    '/simulation_suites',
    { name: 'S', model_id: agent, language: 'multi' },
    400,
    /multi is none/,
  );
  const suite = (await ok('POST', '/simulation_suites', { name: 'S', model_id: agent }))['response'];
  assert.equal(suite.language, 'en-US');
  const given = {
    name: 'Anna',
    prompt: 'You are Anna.',
    type: 'custom',
    success_criteria: ['calm'],
    call_success_type: 'any',
  };
  const whole = { ...given, suite_id: suite.suite_id, base_agent_id: agent };
  const made = (await ok('POST', '/simulation_cases', whole))['response'].simulation_case;
  assert.deepEqual([made.base_agent.model_id, made.call_success_type], [agent, 'any']);
  const id = made.simulation_case_id;
  assert.equal((await ok('PUT', `/simulation_cases/${id}`, { name: 'Bob' }))['response'].name, 'Bob');
  assert.equal((await ok('GET', `/simulation_cases/by_agent?agent_id=${agent}`))['response'][0].name, 'Bob');
  const list = (await ok('GET', '/simulation_cases?search=bo&simulation_case_type=custom'))['response'];
  assert.deepEqual(
    [list.pagination, list.items.length],
    [{ total_records: 1, page_size: 10, page_number: 1 }, 1],
  );
  const run = (
    await ok('POST', '/simulations', {
      simulation_case_id: id,
      target_agent_id: agent,
      custom_variables: { a: 1 },
    })
  )['response'];
  assert.deepEqual(
    [run.status, run.success_criteria, run.success_criteria_analysis],
    ['in-progress', ['calm'], null],
  );
  const session = `/simulations/session/${run.simulation_session_id}`;
  assert.equal((await ok('GET', session))['response'].pending_simulations, 1);
  const runId = parseId(run.simulation_id)!;
  const verdict = { success: true, criteria: [{ success: true, reason: 'It was.' }] };
  const turns = [{ who: 'person' as const, text: 'Hello', atMs: 500 }];
  const end = {
    state: 'completed' as const,
    turns,
    tools: [],
    endedBy: 'person-hung-up',
    verdict,
    fault: null,
  };
  await rig.store.simulations.runs.finish(runId, end, realClock.now());
  const done = (await ok('GET', `/simulations/${runId}`))['response'];
  assert.deepEqual(
    [done.status, done.timeline[0].sender_type, done.timeline[0].value],
    ['completed', 'human', 'Hello'],
  );
  assert.deepEqual(done.success_criteria_analysis, {
    success: true,
    evaluations: [{ success: true, reasoning: 'It was.' }],
  });
  assert.equal((await ok('GET', '/simulations?status=completed'))['response'].items.length, 1);
  assert.equal((await ok('GET', '/simulations/sessions'))['response'].items[0].completed_simulations, 1);
  const execute = `/simulation_suites/${suite.suite_id}/execute?target_agent_id=`;
  await refused('POST', execute + (await newAgent()), undefined, 400, /Must be the suite's model_id/);
  const started = await ok('POST', `${execute}${agent}&max_turns=5`);
  assert.deepEqual(
    [started['suite_name'], started['total_cases'], started['status']],
    ['S', 1, 'in-progress'],
  );
  const lines = await rig.ask('POST', '/simulation_cases/generate', {
    agent_id: agent,
    include_tests: ['angry_user'],
  });
  assert.equal((lines.body as Body)['simulation_case'].type, 'agent_based');
  const scenario = (await ok('POST', '/simulation_scenarios', { name: 'Rain', description: 'It rains.' }))[
    'response'
  ];
  assert.equal((await rig.ask('DELETE', `/simulation_scenarios/${scenario.scenario_id}`)).status, 204);
  assert.equal((await rig.ask('DELETE', `/simulation_cases/${id}`)).status, 204);
  assert.equal((await rig.ask('DELETE', `/simulation_suites/${suite.suite_id}`)).status, 204);
  assert.equal((await rig.ask('GET', session.replace(/.$/, 'g'))).status, 404);
});
