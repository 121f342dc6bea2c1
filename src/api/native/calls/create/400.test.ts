import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowAgent, openTestApi } from '../../../testing.ts';

const good = { agent: flowAgent, to: '+34600111222' };
const withNode = (node: unknown) => ({
  ...good,
  agent: { ...flowAgent, flow: { ...flowAgent.flow, nodes: [node] } },
});

/** What is sent, the field named, and a part of the sentence. */
const cases: readonly (readonly [string, unknown, string, RegExp])[] = [
  ['no address', { agent: flowAgent }, 'to', /required/],
  ['an address of the wrong type', { ...good, to: 34600111222 }, 'to', /a string, not a number/],
  ['a mistyped field', { ...good, varaibles: {} }, 'varaibles', /did you mean `variables`/],
  ['an unknown field', { ...good, zzz: 1 }, 'zzz', /Known fields: agent_id, agent/],
  ['no agent', { to: '+34600111222' }, 'agent_id', /one of the two/],
  ['two agents', { ...good, agent_id: 'agent_0' }, 'agent_id', /one of the two/],
  ['a version of no agent', { ...good, agent_version: 'x' }, 'agent_version', /agent_id/],
  ['a wrong time', { ...good, not_before: 'tomorrow' }, 'not_before', /ISO 8601/],
  ['a time without zone', { ...good, not_before: '2026-01-01T10:00:00' }, 'not_before', /time zone/],
  ['a wrong zone', { ...good, person: { time_zone: 'Mars/Base' } }, 'person.time_zone', /IANA/],
  ['a short call', { ...good, overrides: { max_duration_s: 0 } }, 'overrides.max_duration_s', /between 1/],
  ['a wrong webhook', { ...good, webhook: { url: 'ftp://x' } }, 'webhook.url', /https/],
  ['an agent without a name', { ...good, agent: { flow: flowAgent.flow } }, 'agent.name', /required/],
  ['neither flow nor prompt', { ...good, agent: { name: 'x' } }, 'agent.flow', /needs one of them/],
  ['an unknown voice', { ...good, agent: { ...flowAgent, voice: { id: 'bob' } } }, 'agent.voice.id', /slt/],
  [
    'a node type that is not known',
    withNode({ id: 'hand', type: 'handover' }),
    'agent.flow.nodes[0].type',
    /`handover` is not known here in `hand`. Use one of: say, ask, decide, tool, prompt, transfer, end/,
  ],
  [
    'a slot type that is not known',
    withNode({ id: 'q', type: 'ask', text: 'When?', slot: { type: 'colour', name: 'd' } }),
    'agent.flow.nodes[0].slot.type',
    /`colour` is not known here in `d`/,
  ],
  ['a body that is a list', [], 'body', /JSON object/],
];

for (const [what, body, param, message] of cases)
  test(`400: ${what}`, async (t) => {
    const server = await openTestApi();
    t.after(() => server.api.close());
    const answer = await server.post('/v1/calls', body);
    assert.equal(answer.statusCode, 400, answer.body);
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    const problem = answer.json();
    assert.equal(problem.code, 'invalid-request');
    assert.equal(problem.param, param);
    assert.match(problem.errors[0].message, message);
    assert.equal(problem.request_id, answer.headers['x-request-id']);
    assert.equal(server.calls.created.length, 0);
  });

test('400: broken JSON is told with its place', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const send = (text: string) =>
    server.ask('POST', '/v1/calls', { body: text, headers: { 'content-type': 'application/json' } });
  const trailing = (await send('{"to": "+34600111222",\n  }')).json();
  assert.equal(trailing.code, 'invalid-json');
  assert.match(trailing.detail, /line 2, column 3/);
  assert.match(
    (await send('{"agent": nope, "to": "+34600111222", "x": 1}')).json().detail,
    /line 1, column 12/,
  );
  assert.match((await send('{"to": "+34')).json().detail, /line 1, column 12/);
  assert.match((await send('{"__proto__": {"to": 1}}')).json().detail, /__proto__/);
  assert.equal((await send('')).json().param, 'body');
});

test('400: half a pair, or NUL, in any text or key: named, and kept nowhere', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const send = (text: string) =>
    server.ask('POST', '/v1/calls', { body: text, headers: { 'content-type': 'application/json' } });
  for (const [body, param] of [
    ['{"agent": {"name": "\\udfff\\ud800"}, "to": "+34600111222"}', 'agent.name'],
    ['{"to": "+34600111222", "metadata": {"order": ["A", "7\\u0000"]}}', 'metadata.order.1'],
    ['{"to": "+34600111222", "metadata": {"a\\uD83D": 1}}', 'metadata.a\ufffd'],
  ]) {
    const { code, param: named } = (await send(body!)).json();
    assert.deepEqual([code, named], ['invalid-text', param]);
  }
  assert.equal(server.calls.created.length, 0);
  const whole = '{"agent": {"name": "\\ud83d\\ude00 \\\\u0000"}, "to": 7}';
  assert.notEqual((await send(whole)).json().code, 'invalid-text', 'a pair, and a backslash, are text');
});
