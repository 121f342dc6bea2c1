import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow, HttpTool } from '#domain';
import { AppError } from '#kernel';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedHttp } from '../testing.ts';
import { toolRequest } from './request.ts';

const tool: HttpTool = {
  type: 'http',
  name: 'order',
  description: 'Looks up an order.',
  method: 'POST',
  url: 'https://shop.test/orders/{{number}}?who={{person.name}}',
  headers: { Authorization: 'Bearer {{token}}' },
  timeout_ms: 3000,
};

const flow: Flow = {
  start: 'look',
  nodes: [
    {
      id: 'look',
      type: 'tool',
      tool: 'order',
      arguments: { number: '{{n}}' },
      save_as: 'order',
      speech: 'One moment.',
    },
    { id: 'good', type: 'end', text: 'It arrives on {{order.day}}.' },
    { id: 'bad', type: 'end', text: 'I cannot look that up.' },
  ],
  edges: [
    { from: 'look', to: 'good' },
    { from: 'look', to: 'bad', on: 'error' },
  ],
};
const plan = planOf(
  { flow, tools: [tool] },
  { variables: { n: 'A/7', token: 't0p', person: { name: 'Ann Lee' } } },
);

const CALLED = { run: 'r1', at: 0 };

test('a request is templated: URL encoded, headers plain, arguments as JSON', () => {
  const variables = { number: 'ignored', token: 'x\r\nevil: 1', person: { name: 'Ann' } };
  assert.deepEqual(toolRequest(tool, { number: 'A/7', count: 2 }, variables, CALLED), {
    method: 'POST',
    url: 'https://shop.test/orders/A%2F7?who=Ann',
    headers: { authorization: 'Bearer x evil: 1', 'content-type': 'application/json' },
    body: '{"number":"A/7","count":2}',
    timeoutMs: 3000,
    maxBytes: 262144,
  });
  const get: HttpTool = { ...tool, method: 'GET', headers: {}, url: 'https://x.test/a?b=1#c' };
  assert.equal(toolRequest(get, { q: 'a b', none: null }, {}, CALLED).url, 'https://x.test/a?b=1&q=a%20b#c');
  const body: HttpTool = { ...tool, body: { id: '{{number}}', text: 'Nr {{number}}', list: ['{{n}}'] } };
  assert.equal(
    toolRequest(body, { number: 7 }, { n: null }, CALLED).body,
    '{"id":7,"text":"Nr 7","list":[null]}',
  );
});

test('a result becomes a variable, while the agent says its line', async () => {
  const http = new ScriptedHttp([{ status: 200, body: '{"day":"Friday"}' }]);
  const call = await rig(plan, { http });
  await call.advance(5000);
  assert.deepEqual(call.turns(), ['agent: One moment.', 'agent: It arrives on Friday.']);
  assert.equal(http.requests[0]!.url, 'https://shop.test/orders/A%2F7?who=Ann%20Lee');
  assert.equal(JSON.stringify(call.log).includes('t0p'), false, 'no secret in the log');
});

for (const [name, answer] of [
  ['an error status', { status: 500, body: 'oops' }],
  ['a refused address', new AppError({ code: 'url-refused', message: 'no', status: 400 })],
  ['a redirect, which is not followed,', { status: 302, body: '' }],
  ['too large an answer', new AppError({ code: 'http-too-large', message: 'large', status: 502 })],
  ['a time-out', 'hang'],
] as const)
  test(`${name} goes the way made for errors`, async () => {
    const call = await rig(plan, { http: new ScriptedHttp([answer]) });
    await call.advance(9000);
    assert.deepEqual(call.turns(), ['agent: One moment.', 'agent: I cannot look that up.']);
    assert.equal(call.facts('tool-finished')[0]!['ok'], false);
    assert.equal(call.replayed().replayed, call.replayed().logged);
  });

test('end_call as a node ends the call after its words', async () => {
  const call = await rig(
    planOf({
      flow: {
        start: 'bye',
        nodes: [{ id: 'bye', type: 'tool', tool: 'end_call', speech: 'Goodbye then.' }],
        edges: [],
      },
      tools: [{ type: 'end_call' }],
    }),
  );
  await call.advance(2000);
  assert.deepEqual(call.turns(), ['agent: Goodbye then.']);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['end-call-tool'],
  );
});
