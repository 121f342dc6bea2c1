import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spellHex, type Id } from '#kernel';
import { flowAgent, openTestApi } from '../../../testing.ts';

test('201: an inline agent calls a number', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const answer = await server.post('/v1/calls', {
    agent: flowAgent,
    to: '+34600111222',
    person: { name: 'Ana', time_zone: 'Europe/Madrid' },
    variables: { name: 'Ana' },
    overrides: { greeting: 'Hi', max_duration_s: 60 },
    webhook: { url: 'https://example.com/hook', event_types: ['call.ended'] },
    metadata: { order: 7 },
  });
  assert.equal(answer.statusCode, 201, answer.body);
  const call = answer.json();
  assert.match(call.id, /^call_[0-9a-z]{20}$/);
  assert.match(String(answer.headers['x-request-id']), /^req_/);
  assert.equal(call.status, 'queued');
  assert.equal(call.outcome, null);
  assert.equal(call.created_at, '2025-06-15T15:06:40.000Z');
  assert.deepEqual(call.metadata, { order: 7 });
  assert.equal(call.max_duration_s, 60);
  const input = server.calls.created[0]!;
  assert.equal(input.agent.kind, 'inline');
  assert.deepEqual(input.overrides, { greeting: 'Hi', maxDurationS: 60 });
  assert.deepEqual(input.webhook, {
    ...{ url: 'https://example.com/hook', format: 'standard', secret: null, headers: {} },
    eventTypes: ['call.ended'],
  });
  assert.equal(input.unresolvedVariables, 'refuse');
  assert.deepEqual(input.source, { api: 'native', data: {} });
});

test('201: a saved agent, named in any spelling, at a later time', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const agent = (await server.post('/v1/agents', flowAgent)).json();
  for (const spelling of [agent.id, agent.aliases.dial, agent.aliases.meetzy.toUpperCase()]) {
    const answer = await server.post('/v1/calls', {
      agent_id: spelling,
      to: 'sip:ana@127.0.0.1',
      not_before: '2025-06-15T18:00:00+02:00',
    });
    assert.equal(answer.statusCode, 201, answer.body);
    assert.equal(answer.json().agent.id, agent.id);
    assert.equal(answer.json().not_before, '2025-06-15T16:00:00.000Z');
    assert.equal(answer.json().status, 'scheduled');
  }
});

test('201: `from` may be an address or the id of a number', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const number = (await server.post('/v1/numbers', { e164: '+34910000001' })).json();
  const body = { agent: flowAgent, to: '+34600111222' };
  await server.post('/v1/calls', { ...body, from: number.id });
  await server.post('/v1/calls', { ...body, from: '+34910000001' });
  const [byId, byAddress] = server.calls.created;
  assert.deepEqual([spellHex(byId!.numberId as Id), byId!.from], [number.aliases.dial, null]);
  assert.deepEqual([byAddress!.numberId, byAddress!.from], [null, '+34910000001']);
});
