import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError, type ChatMessage } from '#models';
import { ContentDecoder } from './decode.ts';
import { encodeContents } from './encode.ts';
import { toGeminiSchema } from './schema.ts';

const signatures: string[] = [];
const make = () =>
  new ContentDecoder(
    'gemini',
    () => 'made',
    (id, text) => void signatures.push(`${id}=${text}`),
  );
const decode = (...chunks: object[]) => {
  const decoder = make();
  return [...chunks.flatMap((chunk) => decoder.push(JSON.stringify(chunk))), ...decoder.end()];
};
const chunk = (parts: object[], finishReason?: string, usageMetadata?: object) => ({
  candidates: [{ content: { role: 'model', parts }, ...(finishReason ? { finishReason } : {}) }],
  ...(usageMetadata ? { usageMetadata } : {}),
});
const reason = (...chunks: object[]) => (decode(...chunks).at(-1) as { reason: string }).reason;
const error = (status: string) => ({ error: { code: 0, status, message: 'x' } });
const called = (id: string) => ({ functionCall: { id, name: 'book', args: {} } });
const answered = (id: string, output: string) => ({
  functionResponse: { id, name: 'book', response: { output } },
});
const fails = (fault: string) => (thrown: unknown) => thrown instanceof ModelError && thrown.fault === fault;

test('words without thoughts, calls with their signatures, usage', () => {
  const usage = {
    promptTokenCount: 40,
    cachedContentTokenCount: 30,
    candidatesTokenCount: 3,
    thoughtsTokenCount: 2,
  };
  const events = decode(
    chunk([{ text: 'Hmm', thought: true }, { text: 'One moment.' }]),
    chunk([{ functionCall: { id: 'f1', name: 'book', args: { day: 2 } }, thoughtSignature: 'sig' }]),
    chunk([{ functionCall: { name: 'end_call' } }], 'STOP', usage),
  );
  assert.deepEqual(events, [
    { type: 'text-delta', text: 'One moment.' },
    { type: 'tool-call', call: { id: 'f1', name: 'book', arguments: '{"day":2}' } },
    { type: 'tool-call', call: { id: 'made', name: 'end_call', arguments: '{}' } },
    { type: 'finish', reason: 'tool-calls', inputTokens: 40, cachedTokens: 30, outputTokens: 5 },
  ]);
  assert.deepEqual(signatures, ['f1=sig']);
});

test('reasons to stop, and faults inside the stream', () => {
  assert.equal(reason(chunk([{ text: 'A' }], 'MAX_TOKENS')), 'length');
  assert.equal(reason(chunk([], 'SAFETY')), 'filter');
  assert.equal(reason({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }), 'filter');
  for (const [status, fault] of [
    ['RESOURCE_EXHAUSTED', 'rate-limit'],
    ['UNAVAILABLE', 'unavailable'],
    ['PERMISSION_DENIED', 'auth'],
    ['INVALID_ARGUMENT', 'bad-request'],
  ] as const)
    assert.throws(() => decode(error(status)), fails(fault), status);
  assert.throws(() => decode(chunk([], 'MALFORMED_FUNCTION_CALL')), fails('protocol'));
  assert.throws(() => decode(chunk([{ text: 'cut' }])), fails('protocol'));
  assert.throws(() => make().push('['), fails('protocol'));
});

test('a history in the words of the API, signatures where they belong', () => {
  const toolCalls = ['a', 'b'].map((id) => ({ id, name: 'book', arguments: '{}' }));
  const messages: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Book both.' },
    { role: 'assistant', content: 'Yes.', toolCalls },
    { role: 'tool', toolCallId: 'a', content: 'done' },
  ];
  const tools = [{ name: 'end_call', description: 'Ends.', parameters: { type: 'object', properties: {} } }];
  const body = encodeContents({ messages, tools, maxTokens: 50 }, 'gemini-3.5-flash-lite');
  assert.deepEqual(body, {
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    contents: [
      { role: 'user', parts: [{ text: 'Book both.' }] },
      {
        role: 'model',
        parts: [
          { text: 'Yes.' },
          { ...called('a'), thoughtSignature: 'skip_thought_signature_validator' },
          called('b'),
        ],
      },
      { role: 'user', parts: [answered('a', 'done'), answered('b', '(no result)')] },
    ],
    tools: [{ functionDeclarations: [{ name: 'end_call', description: 'Ends.' }] }],
    generationConfig: { maxOutputTokens: 50, thinkingConfig: { thinkingLevel: 'minimal' } },
  });
  const own = JSON.stringify(encodeContents({ messages, tools: [] }, 'gemini-3.5-flash-lite', () => 'sig'));
  assert.equal(own.match(/"thoughtSignature":"sig"/g)!.length, 2);
  assert.ok(
    !JSON.stringify(encodeContents({ messages, tools: [] }, 'gemini-2.5-flash')).includes('Signature'),
  );
});

test('a JSON Schema becomes what Gemini knows; nothing it refuses is left', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    $defs: {
      day: { type: 'string', format: 'date' },
      loop: { type: 'array', items: { $ref: '#/$defs/loop' } },
    },
    properties: {
      day: { $ref: '#/$defs/day' },
      loop: { $ref: '#/$defs/loop' },
      note: { type: ['string', 'null'] },
      kind: { const: 'visit' },
      stars: { type: 'integer', enum: [1, 2] },
      who: { oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
      both: { allOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, { description: 'B' }] },
    },
    required: ['day'],
  };
  const out = toGeminiSchema(schema) as { properties: Record<string, object> };
  assert.doesNotMatch(JSON.stringify(out), /\$|additionalProperties|oneOf|allOf|const/);
  assert.deepEqual(out.properties['day'], { type: 'STRING', description: '(format: date)' });
  assert.deepEqual(out.properties['note'], { nullable: true, type: 'STRING' });
  assert.deepEqual(out.properties['kind'], { type: 'STRING', enum: ['visit'], format: 'enum' });
  assert.deepEqual(out.properties['stars'], { type: 'INTEGER', description: '(one of [1,2])' });
  assert.deepEqual(out.properties['who'], {
    nullable: true,
    anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }],
  });
  assert.deepEqual(out.properties['both'], {
    type: 'OBJECT',
    required: ['a'],
    properties: { a: { type: 'STRING' } },
    description: 'B',
  });
});
