import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChatMessage, ToolCall } from '#models';
import { chatTurns } from './chat-turns.ts';

const call = (id: string): ToolCall => ({ id, name: 'book', arguments: '{}' });

test('the first system messages stand apart, later ones are marked', () => {
  const { system, turns } = chatTurns([
    { role: 'system', content: 'A' },
    { role: 'system', content: 'B' },
    { role: 'user', content: 'Hi' },
    { role: 'system', content: 'C' },
  ]);
  assert.equal(system, 'A\n\nB');
  assert.deepEqual(turns, [{ role: 'user', texts: ['Hi', '<system>C</system>'], calls: [], results: [] }]);
});

test('a greeting by the agent gets a turn before it, an agent that spoke last is asked to go on', () => {
  const { turns } = chatTurns([{ role: 'assistant', content: 'Hello!' }]);
  assert.deepEqual(
    turns.map(({ role, texts }) => [role, texts]),
    [
      ['user', ['(The call begins.)']],
      ['assistant', ['Hello!']],
      ['user', ['(Go on.)']],
    ],
  );
  assert.deepEqual(chatTurns([]).turns[0]!.texts, ['(The call begins.)']);
});

test('each call has one result right after it: its own, late or none', () => {
  const { turns } = chatTurns([
    { role: 'user', content: 'Book it' },
    { role: 'assistant', content: '', toolCalls: [call('a'), call('b')] },
    { role: 'user', content: 'Hurry' },
    { role: 'assistant', content: 'One moment.' },
    { role: 'tool', toolCallId: 'a', content: 'done' },
    { role: 'tool', toolCallId: 'z', content: 'of no call' },
  ]);
  assert.deepEqual(
    turns.map(({ role }) => role),
    ['user', 'assistant', 'user', 'assistant', 'user'],
  );
  assert.deepEqual(turns[2], {
    role: 'user',
    texts: ['Hurry'],
    calls: [],
    results: [
      { call: call('a'), content: 'done' },
      { call: call('b'), content: '(no result)' },
    ],
  });
});

test('whatever the history, turns alternate, begin and end with the user, and none is empty', () => {
  const text = fc.constantFrom('', ' ', 'Hi', 'Yes');
  const id = fc.constantFrom('a', 'b', 'c');
  const message: fc.Arbitrary<ChatMessage> = fc.oneof(
    fc.record({ role: fc.constantFrom('user' as const, 'system' as const), content: text }),
    fc.record({
      role: fc.constant('assistant' as const),
      content: text,
      toolCalls: fc.array(id.map(call), { maxLength: 2 }),
    }),
    fc.record({ role: fc.constant('tool' as const), toolCallId: id, content: text }),
  );
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
      const { turns } = chatTurns(messages);
      for (const [index, turn] of turns.entries()) {
        assert.equal(turn.role, index % 2 === 0 ? 'user' : 'assistant');
        const held = turn.role === 'user' ? turn.results.length : turn.calls.length;
        assert.ok(held + turn.texts.length > 0);
        const before = turns[index - 1];
        const asked = before?.role === 'assistant' ? before.calls.length : 0;
        if (turn.role === 'user') assert.equal(turn.results.length, asked);
      }
      assert.equal(turns.length % 2, 1);
    }),
  );
});
