/** The Messages API as documented (platform.claude.com/docs/en/api/messages), strict about what it is sent. */
import type { LlmDialect } from './server.ts';
import { LLM_KEY, LLM_USAGE, wordsOf, type LlmAsked, type LlmReply } from './script.ts';

const FIELDS = [
  'model',
  'max_tokens',
  'messages',
  'system',
  'stream',
  'temperature',
  'tools',
  'tool_choice',
  'output_config',
];
const TYPES: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

export const anthropicDialect: LlmDialect = {
  base: '/v1',
  models: '/models',
  refuse(asked) {
    if (asked.headers['x-api-key'] !== LLM_KEY) return { status: 401, body: error(401, 'invalid x-api-key') };
    const wrong = faultOf(asked);
    return wrong === null ? null : { status: 400, body: error(400, wrong) };
  },
  refusal: (status) => error(status, 'scripted'),
  overloaded: () => event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
  events(reply, index) {
    const { input, cached, output } = LLM_USAGE;
    const usage = { input_tokens: input - cached, cache_read_input_tokens: cached, output_tokens: 1 };
    const words = wordsOf(reply.text ?? '');
    const calls = reply.calls ?? [];
    return [
      event('message_start', {
        message: { id: `msg_${index}`, type: 'message', role: 'assistant', content: [], usage },
      }),
      event('ping', {}),
      ...(words.length === 0 ? [] : textBlock(words)),
      ...calls.flatMap((call, at) => toolBlock(at + 1, `toolu_${index}_${at}`, call)),
      event('message_delta', {
        delta: { stop_reason: stopReason(reply), stop_sequence: null },
        usage: { output_tokens: output },
      }),
      event('message_stop', {}),
    ];
  },
};

function textBlock(words: readonly string[]): string[] {
  return [
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...words.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
    event('content_block_stop', { index: 0 }),
  ];
}

function toolBlock(index: number, id: string, call: { name: string; arguments: object }): string[] {
  const json = JSON.stringify(call.arguments);
  const pieces = ['', json.slice(0, 3), json.slice(3)];
  return [
    event('content_block_start', {
      index,
      content_block: { type: 'tool_use', id, name: call.name, input: {} },
    }),
    ...pieces.map((partial_json) =>
      event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } }),
    ),
    event('content_block_stop', { index }),
  ];
}

function stopReason(reply: LlmReply): string {
  if (reply.calls?.length) return 'tool_use';
  return { stop: 'end_turn', length: 'max_tokens', filter: 'refusal' }[reply.reason ?? 'stop'];
}

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

function error(status: number, message: string): object {
  const type = TYPES[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
  return { type: 'error', error: { type, message }, request_id: 'req_test' };
}

/** The first thing that the documentation forbids. */
function faultOf({ path, headers, body }: LlmAsked): string | null {
  if (path !== '/messages') return `no such path: ${path}`;
  if (headers['anthropic-version'] !== '2023-06-01') return 'anthropic-version: header is required';
  const extra = Object.keys(body).find((field) => !FIELDS.includes(field));
  if (extra) return `${extra}: Extra inputs are not permitted`;
  if (typeof body['model'] !== 'string') return 'model: Field required';
  if (!Number.isInteger(body['max_tokens']) || body['max_tokens'] < 1) return 'max_tokens: Field required';
  if (body['stream'] !== true) return 'stream: this test server only streams';
  if (body['temperature'] > 1) return 'temperature: range: 0..1';
  for (const tool of body['tools'] ?? [])
    if (tool.input_schema?.type !== 'object') return 'tools.0.input_schema.type: Field required';
  const format = body['output_config']?.format;
  if (format && (format.type !== 'json_schema' || !isClosed(format.schema)))
    return "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false";
  return faultOfMessages(body['messages']);
}

function faultOfMessages(messages: any): string | null {
  if (!Array.isArray(messages) || messages.length === 0) return 'messages: at least one message is required';
  if (messages[0].role !== 'user') return 'messages: first message must use the "user" role';
  if (messages.at(-1).role !== 'user') return 'This model does not support assistant message prefill.';
  for (const [index, { role, content }] of messages.entries()) {
    if (role !== 'user' && role !== 'assistant')
      return `messages.${index}.role: Input should be 'user' or 'assistant'`;
    if (!Array.isArray(content) || content.length === 0)
      return `messages.${index}: must have non-empty content`;
    if (content.some((block) => block.type === 'text' && block.text.trim() === ''))
      return 'messages: text content blocks must be non-empty';
    const used = content.filter(({ type }) => type === 'tool_use').map(({ id }) => id);
    if (used.some((id) => !/^[a-zA-Z0-9_-]+$/.test(id))) return 'tool_use.id: String should match pattern';
    const next = messages[index + 1]?.content ?? [];
    const results = next.slice(0, used.length).map((block: any) => block.tool_use_id);
    if (used.some((id) => !results.includes(id)))
      return '`tool_use` ids were found without `tool_result` blocks immediately after';
  }
  return null;
}

function isClosed(schema: any): boolean {
  if (typeof schema !== 'object' || schema === null) return true;
  if (schema.type === 'object' && schema.additionalProperties !== false) return false;
  if ('minimum' in schema || 'maximum' in schema || 'minLength' in schema) return false;
  return Object.values(schema).every((value) => isClosed(value));
}
