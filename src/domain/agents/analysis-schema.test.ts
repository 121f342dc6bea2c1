/** What is refused of an agent's settings for the time after the call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAgentConfig } from './parse.ts';

const faultsOf = (analysis: unknown) => {
  const parsed = parseAgentConfig({ name: 'A', prompt: 'Help.', analysis }, 'agent');
  return 'faults' in parsed ? parsed.faults.map(({ param, rule }) => `${param} ${rule}`) : [];
};
const labels = (...names: string[]) => names.map((name) => ({ name }));

const table: readonly (readonly [unknown, readonly string[]])[] = [
  [{}, []],
  [{ schema: { type: 'object', properties: { a: { type: 'string' } } }, tags: labels('a', 'b') }, []],
  [{ schema: { properties: {} }, success: 'x', sentiment: true, min_turns: 0 }, []],
  [{ schema: { type: 'array' } }, ['agent.analysis.schema json-schema']],
  [{ tags: labels('a', 'b', 'a') }, ['agent.analysis.tags[2].name unique']],
  [{ dispositions: labels('x', 'x') }, ['agent.analysis.dispositions[1].name unique']],
  [{ tags: labels('') }, ['agent.analysis.tags[0].name minLength']],
  [{ summery: true }, ['agent.analysis.summery unknown-field']],
  [{ min_turns: -1 }, ['agent.analysis.min_turns minimum']],
];
for (const [analysis, faults] of table)
  test(`analysis settings ${JSON.stringify(analysis)}`, () => assert.deepEqual(faultsOf(analysis), faults));
