import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpTool } from '#domain';
import { moveTools } from './move-tools.ts';

const tool = (url: string): HttpTool => ({
  ...{ type: 'http', name: 'look', description: '', method: 'POST', url, timeout_ms: 1_000 },
  auth: { type: 'bearer', token: 'old' },
});
const [there, other] = [tool('https://a.test/'), tool('https://b.test/')];
const at = { from: 'https://a.test/', to: 'https://c.test/' };

test('only what is called there moves; it keeps its proof, gets another, or none', () => {
  const tools = [there, other, { type: 'end_call' } as const];
  assert.deepEqual(moveTools({ tools }, at).tools, [{ ...there, url: at.to }, other, { type: 'end_call' }]);
  const auth = { type: 'bearer', token: 'new' } as const;
  assert.deepEqual(moveTools({ tools: [there] }, { ...at, auth }).tools, [{ ...there, url: at.to, auth }]);
  const { auth: _none, ...open } = there;
  assert.deepEqual(moveTools({ tools: [there] }, { ...at, auth: null }).tools, [{ ...open, url: at.to }]);
});

test('nothing to move changes nothing', () => {
  assert.deepEqual(moveTools({ tools: [there] }, undefined), {});
  assert.deepEqual(moveTools({}, at), {});
});
