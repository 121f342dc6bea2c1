import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError } from '#models';
import { ChatDecoder } from './decode.ts';
import { encodeChat } from './encode.ts';
import { faultOfStatus } from '../shared/vendor-faults.ts';
import { retryAfterMs } from './faults.ts';

const chunk = (delta: object, finish_reason: string | null = null): string =>
  JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] });

const decode = (...data: string[]) => {
  const decoder = new ChatDecoder('test');
  return data.flatMap((text) => decoder.push(text));
};

const protocol = (message: RegExp) => (thrown: unknown) =>
  thrown instanceof ModelError && thrown.fault === 'protocol' && message.test(thrown.message);

test('text comes as it arrives, the end with its usage', () => {
  const usage = JSON.stringify({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 3 } });
  const events = decode(
    chunk({ role: 'assistant', content: '' }),
    chunk({ content: 'Hel' }),
    chunk({ content: 'lo' }),
    chunk({}, 'stop'),
    usage,
    '[DONE]',
  );
  assert.deepEqual(events, [
    { type: 'text-delta', text: 'Hel' },
    { type: 'text-delta', text: 'lo' },
    { type: 'finish', reason: 'stop', inputTokens: 12, outputTokens: 3 },
  ]);
});

test('what the vendor had cached is counted', () => {
  const usage = { prompt_tokens: 12, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 8 } };
  assert.deepEqual(decode(chunk({}, 'stop'), JSON.stringify({ choices: [], usage }), '[DONE]'), [
    { type: 'finish', reason: 'stop', inputTokens: 12, cachedTokens: 8, outputTokens: 3 },
  ]);
});

test('tool calls are put together by their index, in its order', () => {
  const piece = (index: number, rest: object): string => chunk({ tool_calls: [{ index, ...rest }] });
  const events = decode(
    piece(1, { id: 'b', type: 'function', function: { name: 'end_call', arguments: '' } }),
    piece(0, { id: 'a', function: { name: 'book', arguments: '{"da' } }),
    piece(1, { function: { arguments: '{}' } }),
    piece(0, { function: { arguments: 'y":2}' } }),
    chunk({}, 'tool_calls'),
    '[DONE]',
  );
  assert.deepEqual(events, [
    { type: 'tool-call', call: { id: 'a', name: 'book', arguments: '{"day":2}' } },
    { type: 'tool-call', call: { id: 'b', name: 'end_call', arguments: '{}' } },
    { type: 'finish', reason: 'tool-calls' },
  ]);
});

test('what servers leave out is filled in', () => {
  const call = { tool_calls: [{ function: { name: 'end_call' } }] };
  assert.deepEqual(decode(chunk(call), chunk({}, 'stop'), '[DONE]'), [
    { type: 'tool-call', call: { id: 'call_end_call', name: 'end_call', arguments: '{}' } },
    { type: 'finish', reason: 'tool-calls' },
  ]);
  for (const [reason, ours] of [
    ['length', 'length'],
    ['content_filter', 'filter'],
    ['eos', 'stop'],
  ])
    assert.deepEqual(decode(chunk({}, reason!), '[DONE]'), [{ type: 'finish', reason: ours }]);
});

test('what is no chunk is a fault of the protocol, told without its text', () => {
  for (const data of ['{"choices":[{"delta":{"content":"secret', '[1]', 'null', 'secret'])
    assert.throws(
      () => decode(data),
      (thrown: Error) => protocol(/not a JSON object/)(thrown) && !thrown.message.includes('secret'),
    );
  assert.throws(() => decode('[DONE]'), protocol(/ended before/));
  assert.throws(() => decode(chunk({ tool_calls: ['x'] })), protocol(/not an object/));
  assert.throws(() => decode(chunk({ tool_calls: [{}] }), chunk({}, 'stop'), '[DONE]'), protocol(/no name/));
});

test('an error inside the stream is an error', () => {
  const cases = [
    ['{"error":{"code":"insufficient_quota","message":"x"}}', 'quota'],
    ['{"error":{"type":"rate_limit_exceeded"}}', 'rate-limit'],
    ['{"error":"overloaded"}', 'unavailable'],
  ] as const;
  for (const [data, fault] of cases)
    assert.throws(
      () => decode(data),
      (thrown) => thrown instanceof ModelError && thrown.fault === fault,
      data,
    );
});

test('requests in the words of the API', () => {
  const body = encodeChat(
    {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'book', arguments: '{}' }] },
        { role: 'tool', toolCallId: 'a', content: 'done' },
      ],
      tools: [{ name: 'book', description: 'Books.', parameters: { type: 'object' } }],
      maxTokens: 50,
    },
    'small',
  );
  assert.deepEqual(body, {
    model: 'small',
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'book', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: 'done' },
    ],
    max_tokens: 50,
    tools: [
      { type: 'function', function: { name: 'book', description: 'Books.', parameters: { type: 'object' } } },
    ],
  });
  const plain = encodeChat({ messages: [], tools: [], model: 'large', temperature: 0 }, 'small');
  assert.equal(plain['model'], 'large');
  assert.equal(plain['temperature'], 0);
  assert.equal('tools' in plain, false);
});

test('what a status means', () => {
  const cases = [
    [401, '', 'auth'],
    [403, '', 'auth'],
    [402, '', 'quota'],
    [429, '{"error":{"code":"insufficient_quota"}}', 'quota'],
    [429, '', 'rate-limit'],
    [500, '', 'unavailable'],
    [503, '', 'unavailable'],
    [504, '', 'timeout'],
    [404, '', 'bad-request'],
    [302, '', 'protocol'],
  ] as const;
  for (const [status, body, fault] of cases) assert.equal(faultOfStatus(status, body), fault, String(status));
});

test('Retry-After as seconds or date', () => {
  const now = Date.parse('2025-06-15T10:00:00Z');
  assert.equal(retryAfterMs('2', now), 2000);
  assert.equal(retryAfterMs('0.5', now), 500);
  assert.equal(retryAfterMs('Sun, 15 Jun 2025 10:00:03 GMT', now), 3000);
  assert.equal(retryAfterMs('Sun, 15 Jun 2025 09:00:00 GMT', now), 0);
  assert.equal(retryAfterMs('soon', now), null);
  assert.equal(retryAfterMs(null, now), null);
});
