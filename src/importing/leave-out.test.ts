import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveOut } from './leave-out.ts';

test('what a refusal names is left out: a block as a whole, of an agent the one field', () => {
  const body = {
    name: 'A',
    stt_config: { provider: 'gladia' },
    tts_config: {},
    agent: { prompt: 'p', llm: 'x' },
  };
  assert.deepEqual(leaveOut(body, 'stt_config.provider: Is "gladia". tts_config.voice: Is odd.', null), {
    body: { name: 'A', agent: { prompt: 'p', llm: 'x' } },
    left: ['stt_config.provider', 'tts_config.voice'],
  });
  assert.deepEqual(leaveOut(body, 'agent.llm: Is not there.', 'agent.llm'), {
    body: { ...body, agent: { prompt: 'p' } },
    left: ['agent.llm'],
  });
  assert.deepEqual(leaveOut({ agent_id: 'x', name: 'n' }, 'No agent has it.', 'agent_id')?.body, {
    name: 'n',
  });
  assert.equal(leaveOut(body, 'name: Is too long. agent.prompt: Is empty.', 'name'), null);
  assert.equal(leaveOut(body, 'It is Monday: no.', 'elsewhere'), null);
  assert.equal(leaveOut([], 'a: b', 'a'), null);
});
