import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import type { Flow, HttpTool } from '#domain';
import { planOf, rig } from '../rig/testing.ts';
import { ScriptedHttp } from '../testing.ts';
import { toolRequest } from './request.ts';
import { ownResult } from './result.ts';

const tool: HttpTool = {
  type: 'http',
  name: 'lookup',
  description: '',
  method: 'POST',
  url: 'https://shop.test/hook',
  headers: { 'X-At': '{{tool_call.unix_s}}' },
  auth: { type: 'hmac', secret: 's3cr3t', header: 'X-Sign', prefix: 'sha256=', timestamp_header: 'X-At' },
  body: {
    at: '{{tool_call.at}}',
    calls: [{ id: '{{tool_call.id}}', name: '{{tool_call.name}}', args: '{{tool_call.arguments}}' }],
  },
  answer: 'results',
  timeout_ms: 3000,
};

test('a body tells of the call of the tool; no argument and no variable takes its place', () => {
  const { body, headers } = toolRequest(
    tool,
    { q: 'x', tool_call: 1 },
    { tool_call: 2 },
    { run: 'r7', at: 1_767_225_600_500 },
  );
  assert.deepEqual(JSON.parse(String(body)), {
    at: '2026-01-01T00:00:00.500Z',
    calls: [{ id: 'r7', name: 'lookup', args: { q: 'x', tool_call: 1 } }],
  });
  assert.equal(headers?.['x-at'], '1767225600');
});

test('the result of one call among several, in either spelling, or an error', () => {
  const results = [
    { toolCallId: 'r1', result: 1 },
    { tool_call_id: 'r2', result: { a: 2 } },
    { toolCallId: 'r3', error: 'Closed.' },
    { toolCallId: 'r4' },
  ];
  const cases: readonly (readonly [unknown, string, unknown])[] = [
    [{ results }, 'r1', { result: 1 }],
    [{ results }, 'r2', { result: { a: 2 } }],
    [{ results }, 'r3', { error: 'Closed.' }],
    [{ results }, 'r4', { result: null }],
    [{ results }, 'r9', { error: 'The answer has no result of the call r9.' }],
    [{ result: 'ok' }, 'r1', { result: 'ok' }],
    [{ error: 'no' }, 'r1', { error: 'no' }],
    [{ free: true }, 'r1', { result: { free: true } }],
    ['text', 'r1', { result: 'text' }],
    [null, 'r1', { result: null }],
  ];
  for (const [answer, run, wanted] of cases) assert.deepEqual(ownResult(answer, run), wanted);
});

const flow: Flow = {
  start: 'look',
  nodes: [
    { id: 'look', type: 'tool', tool: 'lookup', arguments: { q: 'x' }, save_as: 'found' },
    { id: 'good', type: 'end', text: 'It is {{found}}.' },
    { id: 'bad', type: 'end', text: 'That did not work.' },
  ],
  edges: [
    { from: 'look', to: 'good' },
    { from: 'look', to: 'bad', on: 'error' },
  ],
};

for (const [answer, said] of [
  ['{"result":"Friday"}', 'agent: It is Friday.'],
  ['{"error":"No such order."}', 'agent: That did not work.'],
] as const)
  test(`a signed request, answered ${answer}`, async () => {
    const http = new ScriptedHttp([{ status: 200, body: answer }]);
    const call = await rig(planOf({ flow, tools: [tool] }), { http });
    await call.advance(5000);
    assert.deepEqual(call.turns(), [said]);
    const { headers = {}, body } = http.requests[0]!;
    const wanted = createHmac('sha256', 's3cr3t')
      .update(`${headers['x-at']}.${String(body)}`)
      .digest('hex');
    assert.equal(headers['x-sign'], `sha256=${wanted}`);
    assert.equal(JSON.stringify(call.log).includes('s3cr3t'), false, 'no secret in the log');
  });
