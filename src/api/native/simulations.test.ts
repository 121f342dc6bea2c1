import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowAgent, openTestApi } from '../testing.ts';

const anna = { name: 'Anna', persona: 'You are Anna.', criteria: ['stays calm'] };

test('simulations: cases, suites and scenarios are made, read, listed, changed and deleted', async (t) => {
  const api = await openTestApi();
  t.after(() => api.api.close());
  const agent = (await api.post('/v1/agents', flowAgent)).json();
  const suite = (await api.post('/v1/simulation-suites', { name: 'S', agent_id: agent.id })).json();
  assert.deepEqual([suite.language, suite.agent_id], ['en-US', agent.id]);
  const one = (await api.post('/v1/simulation-cases', { ...anna, suite_id: suite.id })).json();
  assert.deepEqual([one.passes, one.kind, one.suite_id], ['all', 'custom', suite.id]);
  const other = (await api.post('/v1/simulation-cases', { ...anna, name: 'Bob' })).json();
  const names = async (query: string) =>
    (await api.get(`/v1/simulation-cases${query}`)).json().data.map((row: { name: string }) => row.name);
  assert.deepEqual(await names(''), ['Bob', 'Anna']);
  assert.deepEqual(await names(`?suite_id=${suite.id}`), ['Anna']);
  assert.deepEqual(await names('?search=bo'), ['Bob']);
  const changed = (
    await api.patch(`/v1/simulation-cases/${other.id}`, { passes: 'any', suite_id: suite.id })
  ).json();
  assert.deepEqual([changed.passes, changed.suite_id, changed.persona], ['any', suite.id, anna.persona]);
  const nowhere = await api.patch(`/v1/simulation-cases/${other.id}`, { suite_id: other.id });
  assert.deepEqual([nowhere.statusCode, nowhere.json().code], [404, 'simulation-suite-unknown']);
  assert.equal(
    (await api.patch(`/v1/simulation-suites/${suite.id}`, { language: 'es' })).json().language,
    'es',
  );
  assert.equal((await api.get(`/v1/simulation-suites?agent_id=${agent.id}`)).json().data.length, 1);
  const made = (
    await api.post('/v1/simulation-scenarios', { name: 'Rain', description: 'It rains.' })
  ).json();
  assert.equal((await api.patch(`/v1/simulation-scenarios/${made.id}`, { name: 'Sun' })).json().name, 'Sun');
  assert.equal((await api.get('/v1/simulation-scenarios')).json().data[0].name, 'Sun');
  assert.equal((await api.delete(`/v1/simulation-scenarios/${made.id}`)).statusCode, 204);
  assert.equal((await api.delete(`/v1/simulation-suites/${suite.id}`)).statusCode, 204);
  assert.equal((await api.get(`/v1/simulation-cases/${one.id}`)).json().code, 'simulation-case-unknown');
});

test('simulations: one is queued, a suite runs in a session, cases are written line by line', async (t) => {
  const api = await openTestApi();
  t.after(() => api.api.close());
  const agent = (await api.post('/v1/agents', flowAgent)).json();
  const suite = (await api.post('/v1/simulation-suites', { name: 'S', agent_id: agent.id })).json();
  const empty = await api.post(`/v1/simulation-suites/${suite.id}/execute`, {});
  assert.deepEqual([empty.statusCode, empty.json().code], [400, 'simulation-suite-empty']);
  const one = (await api.post('/v1/simulation-cases', { ...anna, suite_id: suite.id })).json();
  const run = await api.post('/v1/simulations', { case_id: one.id, agent_id: agent.id, variables: { n: 1 } });
  assert.deepEqual([run.statusCode, run.json().status, run.json().verdict], [202, 'queued', null]);
  const executed = (await api.post(`/v1/simulation-suites/${suite.id}/execute`, { max_turns: 3 })).json();
  assert.equal(executed.data[0].session_id, executed.session_id);
  const sessions = (await api.get('/v1/simulation-sessions')).json().data;
  assert.deepEqual(
    sessions.map((row: { total: number }) => row.total),
    [1, 1],
  );
  assert.equal((await api.get(`/v1/simulation-sessions/${executed.session_id}`)).json().suite_id, suite.id);
  assert.equal((await api.get(`/v1/simulations?session_id=${executed.session_id}`)).json().data.length, 1);
  assert.equal((await api.get('/v1/simulations?status=completed')).json().data.length, 0);
  assert.equal((await api.delete(`/v1/simulations/${run.json().id}`)).statusCode, 204);
  assert.equal((await api.get(`/v1/simulations/${run.json().id}`)).json().code, 'simulation-unknown');
  const topics = [{ name: 'angry', about: 'Somebody angry.' }];
  const written = await api.post('/v1/simulation-cases/generate', { agent_id: agent.id, topics });
  assert.equal(written.headers['content-type'], 'application/x-ndjson');
  const [line] = written.body
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  assert.deepEqual([line.topic, line.case.kind, line.case.agent_id], ['angry', 'agent_based', agent.id]);
});
