/** Our chat request as the body of `POST /chat/completions` (OpenAI API reference, "Create chat completion"). Pure. */
import type { ChatMessage, ChatRequest } from '#models';

/** The body, ready for `JSON.stringify`. @param model used unless the request names one. */
export function encodeChat(request: ChatRequest, model: string): Record<string, unknown> {
  return {
    model: request.model ?? model,
    stream: true,
    stream_options: { include_usage: true },
    messages: request.messages.map(encodeMessage),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.maxTokens === undefined ? {} : { max_tokens: request.maxTokens }),
    // An empty list is refused by many servers.
    ...(request.tools.length === 0
      ? {}
      : { tools: request.tools.map((tool) => ({ type: 'function', function: tool })) }),
  };
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
