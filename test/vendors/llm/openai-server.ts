/** Streamed chat completions as documented (platform.openai.com/docs/api-reference/chat), strict about what it is sent. */
import type { LlmDialect } from './server.ts';
import { LLM_KEY, LLM_USAGE, wordsOf, type LlmAsked, type LlmReply } from './script.ts';

export const openAiDialect: LlmDialect = {
  base: '/v1',
  models: '/models',
  refuse(asked) {
    if (asked.headers.authorization !== `Bearer ${LLM_KEY}`)
      return { status: 401, body: error('invalid_api_key', 'Incorrect API key provided.') };
    const wrong = faultOf(asked);
    return wrong === null ? null : { status: 400, body: error('invalid_request_error', wrong) };
  },
  refusal: (status) => error(status === 429 ? 'rate_limit_exceeded' : 'server_error', 'scripted'),
  overloaded: () => event(error('server_error', 'The server is overloaded.')),
  events(reply, index) {
    const { input, cached, output } = LLM_USAGE;
    const usage = {
      prompt_tokens: input,
      completion_tokens: output,
      prompt_tokens_details: { cached_tokens: cached },
    };
    return [
      choice({ role: 'assistant', content: '' }),
      ...wordsOf(reply.text ?? '').map((content) => choice({ content })),
      ...(reply.calls ?? []).flatMap((call, at) => {
        const json = JSON.stringify(call.arguments);
        const made = { name: call.name, arguments: '' };
        return [
          choice({
            tool_calls: [{ index: at, id: `call_${index}_${at}`, type: 'function', function: made }],
          }),
          choice({ tool_calls: [{ index: at, function: { arguments: json.slice(0, 3) } }] }),
          choice({ tool_calls: [{ index: at, function: { arguments: json.slice(3) } }] }),
        ];
      }),
      choice({}, finishReason(reply)),
      event({ choices: [], usage }),
      'data: [DONE]\n\n',
    ];
  },
};

function choice(delta: object, finish_reason: string | null = null): string {
  return event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] });
}

function finishReason(reply: LlmReply): string {
  if (reply.calls?.length) return 'tool_calls';
  return { stop: 'stop', length: 'length', filter: 'content_filter' }[reply.reason ?? 'stop'];
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

function error(code: string, message: string): object {
  return { error: { message, type: code, code, param: null } };
}

function faultOf({ path, body }: LlmAsked): string | null {
  if (path !== '/chat/completions') return `no such path: ${path}`;
  if (typeof body['model'] !== 'string') return 'you must provide a model parameter';
  if (body['max_tokens'] !== undefined)
    return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.";
  const format = body['response_format'];
  if (format && !(format.type === 'json_schema' && format.json_schema?.name && format.json_schema.schema))
    return "Missing required parameter: 'response_format.json_schema.name'.";
  if (body['tools']?.length === 0) return "Invalid 'tools': empty array.";
  const messages: any[] = body['messages'] ?? [];
  for (const [index, message] of messages.entries())
    for (const [at, call] of (message.tool_calls ?? []).entries()) {
      const answer = messages[index + 1 + at];
      if (answer?.role !== 'tool' || answer.tool_call_id !== call.id)
        return "An assistant message with 'tool_calls' must be followed by tool messages.";
    }
  return null;
}
