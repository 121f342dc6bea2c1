/** Our chat request as the body of `POST /chat/completions` (OpenAI API reference, "Create chat completion"). Pure. */
import type { ChatMessage, ChatRequest } from '#models';
import { isStrict } from './strict-schema.ts';

/** Where a server departs from OpenAI's reference; what is left out is as the older servers have it. */
export interface ChatQuirks {
  /** The field for the most tokens of the answer. Default `max_tokens`. */
  readonly maxTokensField?: 'max_tokens' | 'max_completion_tokens';
  /** `false`: the server refuses `stream_options`, and counts tokens without being asked. */
  readonly streamOptions?: boolean;
  /** Models that refuse a temperature (those that reason). */
  readonly withoutTemperature?: RegExp;
}

/** The body, ready for `JSON.stringify`. @param model used unless the request names one. */
export function encodeChat(
  request: ChatRequest,
  model: string,
  quirks: ChatQuirks = {},
): Record<string, unknown> {
  const name = request.model ?? model;
  return {
    model: name,
    stream: true,
    ...(quirks.streamOptions === false ? {} : { stream_options: { include_usage: true } }),
    messages: request.messages.map(encodeMessage),
    ...(request.temperature === undefined || quirks.withoutTemperature?.test(name)
      ? {}
      : { temperature: request.temperature }),
    ...(request.maxTokens === undefined
      ? {}
      : { [quirks.maxTokensField ?? 'max_tokens']: request.maxTokens }),
    // An empty list is refused by many servers.
    ...(request.tools.length === 0
      ? {}
      : { tools: request.tools.map((tool) => ({ type: 'function', function: tool })) }),
    ...(request.schema === undefined ? {} : { response_format: responseFormat(request.schema) }),
  };
}

/** "Structured model outputs": enforced where the schema allows it, else asked for. */
function responseFormat(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: 'json_schema', json_schema: { name: 'answer', schema, strict: isStrict(schema) } };
}

function encodeMessage(message: ChatMessage): Record<string, unknown> {
  if (message.role === 'tool')
    return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
  if (message.role !== 'assistant' || !message.toolCalls?.length)
    return { role: message.role, content: message.content };
  return {
    role: 'assistant',
    content: message.content === '' ? null : message.content,
    tool_calls: message.toolCalls.map(({ id, name, arguments: text }) => ({
      id,
      type: 'function',
      function: { name, arguments: text },
    })),
  };
}
