import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError, type ChatMessage } from '#models';
import { MessageDecoder } from './decode.ts';
import { encodeMessages } from './encode.ts';
import { closeSchema } from './schema.ts';

const decode = (...events: object[]) => {
  const decoder = new MessageDecoder('anthropic');
  return events.flatMap((event) => decoder.push(JSON.stringify(event)));
};
const start = {
  type: 'message_start',
  message: { usage: { input_tokens: 5, cache_creation_input_tokens: 7, cache_read_input_tokens: 30 } },
};
const stop = (stop_reason: string) => [
  { type: 'message_delta', delta: { stop_reason }, usage: { output_tokens: 4 } },
  { type: 'message_stop' },
];
const delta = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta });
const sent = (model: string) =>
  'temperature' in encodeMessages({ messages: [], tools: [], temperature: 0 }, model);
const fails = (fault: string) => (thrown: unknown) => thrown instanceof ModelError && thrown.fault === fault;

test('words, a tool call from its pieces, usage with what was cached', () => {
  const events = decode(
    start,
    { type: 'ping' },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    delta(0, { type: 'text_delta', text: 'One moment.' }),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'content_block_start',
      index: 1,
      content_block: { type: 'tool_use', id: 'toolu_1', name: 'book' },
    },
    delta(1, { type: 'input_json_delta', partial_json: '' }),
    delta(1, { type: 'input_json_delta', partial_json: '{"day":' }),
    delta(1, { type: 'input_json_delta', partial_json: '2}' }),
    { type: 'content_block_stop', index: 1 },
    { type: 'something_new' },
    ...stop('tool_use'),
  );
  assert.deepEqual(events, [
    { type: 'text-delta', text: 'One moment.' },
    { type: 'tool-call', call: { id: 'toolu_1', name: 'book', arguments: '{"day":2}' } },
    { type: 'finish', reason: 'tool-calls', inputTokens: 42, cachedTokens: 30, outputTokens: 4 },
  ]);
});

test('reasons to stop, and faults inside the stream', () => {
  for (const [theirs, ours] of [
    ['end_turn', 'stop'],
    ['max_tokens', 'length'],
    ['refusal', 'filter'],
    ['unheard_of', 'stop'],
  ] as const)
    assert.equal((decode(start, ...stop(theirs)).at(-1) as { reason: string }).reason, ours);
  for (const [type, fault] of [
    ['overloaded_error', 'unavailable'],
    ['rate_limit_error', 'rate-limit'],
    ['authentication_error', 'auth'],
    ['api_error', 'unavailable'],
  ] as const)
    assert.throws(() => decode({ type: 'error', error: { type, message: 'x' } }), fails(fault), type);
  assert.throws(() => new MessageDecoder('anthropic').push('{"type":'), fails('protocol'));
  assert.throws(() => new MessageDecoder('anthropic').end(), fails('protocol'));
  assert.throws(() => decode(start, { type: 'message_stop' }), fails('protocol'));
});

test('a history in the words of the API', () => {
  const messages: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'assistant', content: 'Hello! ' },
    { role: 'user', content: 'Book it.' },
    { role: 'user', content: 'Please.' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'call:1', name: 'book', arguments: '{"day":2}' }] },
    { role: 'tool', toolCallId: 'call:1', content: 'done' },
  ];
  const tools = [{ name: 'book', description: 'Books.', parameters: { properties: {} } }];
  assert.deepEqual(encodeMessages({ messages, tools, temperature: 1.5 }, 'claude-haiku-4-5'), {
    model: 'claude-haiku-4-5',
    stream: true,
    max_tokens: 1024,
    temperature: 1,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
    messages: [
      { role: 'user', content: [{ type: 'text', text: '(The call begins.)' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Hello!' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Book it.' },
          { type: 'text', text: 'Please.' },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_1', name: 'book', input: { day: 2 } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content: 'done' }] },
    ],
    tools: [{ name: 'book', description: 'Books.', input_schema: { type: 'object', properties: {} } }],
  });
});

test('a temperature goes only to models that take one', () => {
  for (const model of [
    'claude-haiku-4-5',
    'claude-sonnet-4-20250514',
    'claude-opus-4-6',
    'claude-3-5-haiku-latest',
  ])
    assert.equal(sent(model), true, model);
  for (const model of ['claude-opus-4-7', 'claude-opus-5', 'claude-fable-5'])
    assert.equal(sent(model), false, model);
});

test('a schema is closed, and its limits are said', () => {
  assert.deepEqual(
    closeSchema({
      type: 'object',
      properties: { age: { type: 'integer', minimum: 0, description: 'Years.' } },
      required: ['age'],
    }),
    {
      type: 'object',
      properties: { age: { type: 'integer', description: 'Years. (minimum: 0)' } },
      required: ['age'],
      additionalProperties: false,
    },
  );
});
