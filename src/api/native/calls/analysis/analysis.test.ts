/** Analyses as the native API answers them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, DEFAULT_PRICES, type CallAnalysis } from '#domain';
import { parseId } from '#kernel';
import { flowAgent, openTestApi } from '../../../testing.ts';

const analysis: CallAnalysis = {
  ...{ by: 'llm', model: 'openai/x', summary: 'S', data: { a: 1 }, tags: ['t'], disposition: 'd' },
  ...{ success: false, success_reason: 'No.', sentiment: 'negative', fault: null, created_at: 0 },
};
const seen = { ...analysis, created_at: '1970-01-01T00:00:00.000Z' };

async function made() {
  const api = await openTestApi();
  const variables = { name: 'Ana' };
  const answer = await api.post('/v1/calls', { agent: flowAgent, to: '+34600111222', variables });
  assert.equal(answer.statusCode, 201, answer.body);
  const spelling = answer.json<{ id: string }>().id;
  return { ...api, id: parseId(spelling)!, path: `/v1/calls/${spelling}/analysis`, spelling };
}

test('an analysis is read when it is there, in the call and by itself', async () => {
  const { get, calls, id, path, spelling } = await made();
  const early = await get(path);
  assert.deepEqual([early.statusCode, early.json().code], [409, 'analysis-not-ready']);
  const usage = [{ stage: 'tts', provider: 'nobody', model: 'x', unit: 'characters', quantity: 3 }];
  calls.change(id, { analysis, cost: costOf(usage, DEFAULT_PRICES) });
  assert.deepEqual((await get(path)).json(), {
    object: 'analysis',
    call_id: spelling,
    pending: false,
    analysis: seen,
  });
  const call = (await get(`/v1/calls/${spelling}`)).json();
  assert.deepEqual(call.analysis, seen);
  const { lines, complete, total } = call.cost;
  assert.deepEqual([complete, total, lines[0].amount, lines[0].unpriced], [false, 0, null, true]);
});

test('another one is asked for with the settings of the agent or with others', async () => {
  const { get, post, calls, id, path } = await made();
  calls.change(id, { analysis });
  const plain = await post(path, {});
  assert.deepEqual([plain.statusCode, plain.json().pending], [202, true]);
  assert.equal((await get(path)).json().pending, true);
  const settings = { summary: false, tags: [{ name: 'a' }], sentiment: false };
  assert.equal((await post(path, { settings })).statusCode, 202);
  assert.deepEqual(
    calls.analysed.map((asked) => asked.settings),
    [null, settings],
  );
});

const refused: readonly (readonly [unknown, string])[] = [
  [{ settings: { schema: { type: 'string' } } }, 'settings.schema'],
  [{ settings: { tags: [{ name: 'a' }, { name: 'a' }] } }, 'settings.tags[1].name'],
  [{ settings: { summery: true } }, 'settings.summery'],
  [{ setting: {} }, 'setting'],
];
for (const [body, param] of refused)
  test(`refused: ${JSON.stringify(body)}`, async () => {
    const { post, path, calls } = await made();
    const answer = await post(path, body);
    assert.deepEqual([answer.statusCode, answer.json().errors[0].param], [400, param], answer.body);
    assert.deepEqual(calls.analysed, []);
  });
