import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, HttpTool } from '#domain';
import { createIdSource, seededRandom, VirtualClock } from '#kernel';
import type { HttpRequest } from '#models';
import { openParameters, readAnswer } from './ask-whether.ts';
import { broughtBy, runBefore } from './before-call.ts';

const crm: HttpTool = {
  type: 'http',
  name: 'crm',
  description: 'Knows people.',
  method: 'GET',
  url: 'https://crm.example/people',
  arguments: { number: '{{to_number}}' },
  timeout_ms: 1000,
  when: 'before',
};
const call = (tools: readonly HttpTool[]): Call =>
  ({
    direction: 'outbound',
    to: '+34600111222',
    plan: { config: { tools }, variables: { to_number: '+34600111222' } },
  }) as unknown as Call;

const rig = (answers: readonly (string | Error)[]) => {
  const clock = new VirtualClock(1000);
  const asked: HttpRequest[] = [];
  const http = {
    request: async (request: HttpRequest) => {
      asked.push(request);
      const answer = answers[asked.length - 1]!;
      if (answer instanceof Error) throw answer;
      return { status: 200, body: answer, headers: {} };
    },
  };
  const options = { clock, ids: createIdSource(clock, seededRandom(1)), http } as unknown as Parameters<
    typeof runBefore
  >[1];
  return { options, asked };
};

test('before a call its tools run in order; what one brings the next may use, and the call has as variables', async () => {
  const second = {
    ...crm,
    name: 'orders',
    url: 'https://shop.example/{{customer_id}}',
    arguments: {},
    fills: ['open'],
  };
  const { options, asked } = rig(['{"customer_id": 7, "name": "Ana"}', '{"open": 2, "secret": 1}']);
  const { variables, events } = await runBefore(call([crm, second]), options);
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['https://crm.example/people?number=%2B34600111222', 'https://shop.example/7'],
  );
  assert.deepEqual(variables, {
    crm: { customer_id: 7, name: 'Ana' },
    ...{ customer_id: 7, name: 'Ana' },
    orders: { open: 2, secret: 1 },
    open: 2,
  });
  assert.deepEqual(
    events.map(({ data }) => [data['tool'], data['ok'], data['detail']]),
    [
      ['crm', true, 'HTTP 200'],
      ['orders', true, 'HTTP 200'],
    ],
  );
});

test('one that fails is told, brings nothing, and holds up no other', async () => {
  const { options } = rig([new Error('no route'), '{"open": 1}']);
  const { variables, events } = await runBefore(call([crm, { ...crm, name: 'orders' }]), options);
  assert.deepEqual([events[0]?.data['ok'], events[0]?.data['detail']], [false, 'no route']);
  assert.equal(variables['open'], 1);
  assert.deepEqual((await runBefore(call([{ ...crm, when: 'during' }]), options)).events, []);
});

test('a result that is no object stands under the name of its tool alone', () => {
  assert.deepEqual(broughtBy(crm, 'gold'), { crm: 'gold' });
  assert.deepEqual(broughtBy(crm, [1]), { crm: [1] });
});

test('after a call a model is asked for the open arguments only, and its answer is checked', () => {
  const parameters = {
    type: 'object',
    properties: { score: { type: 'integer' }, list: { type: 'string' } },
    required: ['score', 'list'],
  };
  const open = openParameters({ ...crm, parameters, arguments: { list: 'vip' } });
  assert.deepEqual([open?.['properties'], open?.['required']], [{ score: { type: 'integer' } }, ['score']]);
  assert.equal(openParameters({ ...crm, parameters, arguments: { list: 'vip', score: 1 } }), null);
  assert.deepEqual(readAnswer('```{"run": true, "arguments": {"score": 3}}```', open), {
    arguments: { score: 3 },
  });
  assert.deepEqual(readAnswer('{"run": false}', open), { why: 'condition-not-met', ok: true });
  assert.deepEqual(readAnswer('{"run": true}', open), { why: 'score is missing.', ok: false });
  assert.match((readAnswer('Sure!', open) as { why: string }).why, /cannot|no answer/);
});
