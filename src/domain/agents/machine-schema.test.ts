import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineFaults } from './machine-schema.ts';
import { parseAgentConfig } from './parse.ts';

const agent = { name: 'Ann', prompt: 'Be kind.' };

test('a message that is to be left has words, or instructions for them', () => {
  const read = parseAgentConfig({ ...agent, machine: { on_machine: 'leave_message' } });
  assert.ok('faults' in read);
  assert.deepEqual(
    read.faults.map(({ param, rule }) => [param, rule]),
    [['machine.message', 'message-missing']],
  );
  for (const words of [{ message: 'Call us.' }, { message_prompt: 'Ask to call back.' }])
    assert.ok('ok' in parseAgentConfig({ ...agent, machine: { on_machine: 'leave_message', ...words } }));
  assert.deepEqual(machineFaults(undefined, ''), []);
});

test('an agent with machine settings detects, and hangs up unless it says otherwise', () => {
  const read = parseAgentConfig({ ...agent, machine: {} });
  assert.ok('ok' in read);
  assert.deepEqual(read.ok.machine, {
    detect: true,
    on_machine: 'hang_up',
    on_ivr: 'hang_up',
    on_screening: 'answer',
  });
});
