/** The chunks of a streamed chat completion as our events; tool calls are put together from their pieces. Pure. */
import { ModelError, type ChatEvent, type ToolCall } from '#models';

type Finish = Extract<ChatEvent, { type: 'finish' }>;

/** `function_call` is the older name; a server that stops without a reason has stopped. */
const REASONS: Readonly<Record<string, Finish['reason']>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'filter',
};

type Usage = Pick<Finish, 'inputTokens' | 'cachedTokens' | 'outputTokens'>;

interface PartialCall {
  id: string;
  name: string;
  arguments: string;
}

/** Decodes one answer. Usage comes after the reason to stop, so `finish` waits for `[DONE]` or the end. */
export class ChatDecoder {
  readonly #provider: string;
  readonly #calls = new Map<number, PartialCall>();
  #reason: Finish['reason'] | undefined;
  #usage: Usage = {};
  #done = false;

  constructor(provider: string) {
    this.#provider = provider;
  }

  /** `[DONE]` came: nothing more follows. */
  get done(): boolean {
    return this.#done;
  }

  /** @param data of one event. @throws ModelError `protocol` for what is no chunk, or the fault a chunk reports. */
  push(data: string): ChatEvent[] {
    if (data.trim() === '[DONE]') {
      this.#done = true;
      return this.end();
    }
    const chunk = this.#parse(data);
    if (isRecord(chunk['error']) || typeof chunk['error'] === 'string') throw this.#reported(chunk['error']);
    const usage = chunk['usage'];
    if (isRecord(usage)) this.#usage = readUsage(usage);
    const choices = Array.isArray(chunk['choices']) ? chunk['choices'] : [];
    const choice: unknown = choices[0];
    if (!isRecord(choice)) return [];
    const delta = isRecord(choice['delta']) ? choice['delta'] : {};
    for (const piece of Array.isArray(delta['tool_calls']) ? delta['tool_calls'] : []) this.#collect(piece);
    const reason = choice['finish_reason'];
    if (typeof reason === 'string') this.#reason = REASONS[reason] ?? 'stop';
    const text = delta['content'];
    return typeof text === 'string' && text !== '' ? [{ type: 'text-delta', text }] : [];
  }

  /**
   * The events that wait for the end: whole tool calls and `finish`.
   * @throws ModelError `protocol` when the stream broke off before it had a reason to stop.
   */
  end(): ChatEvent[] {
    if (this.#reason === undefined) throw this.#fault('The stream ended before the answer did.');
    const calls = [...this.#calls].sort(([a], [b]) => a - b).map(([, call]) => this.#whole(call));
    const reason = calls.length > 0 && this.#reason === 'stop' ? 'tool-calls' : this.#reason;
    return [
      ...calls.map((call): ChatEvent => ({ type: 'tool-call', call })),
      { type: 'finish', reason, ...this.#usage },
    ];
  }

  #parse(data: string): Record<string, unknown> {
    try {
      const chunk: unknown = JSON.parse(data);
      if (isRecord(chunk)) return chunk;
    } catch {
      // Told below, without the text, which may hold what people said.
    }
    throw this.#fault(`An event of ${data.length} characters is not a JSON object.`);
  }

  /** Id and name come once, the arguments in pieces; servers that leave out the index send one call. */
  #collect(piece: unknown): void {
    if (!isRecord(piece)) throw this.#fault('A piece of a tool call is not an object.');
    const index = typeof piece['index'] === 'number' ? piece['index'] : 0;
    const made = isRecord(piece['function']) ? piece['function'] : {};
    const call = this.#calls.get(index) ?? { id: '', name: '', arguments: '' };
    if (typeof piece['id'] === 'string' && piece['id'] !== '') call.id = piece['id'];
    if (typeof made['name'] === 'string' && call.name === '') call.name = made['name'];
    if (typeof made['arguments'] === 'string') call.arguments += made['arguments'];
    this.#calls.set(index, call);
  }

  #whole(call: PartialCall): ToolCall {
    if (call.name === '') throw this.#fault('A tool call has no name.');
    return { ...call, id: call.id || `call_${call.name}`, arguments: call.arguments || '{}' };
  }

  #reported(error: Record<string, unknown> | string): ModelError {
    const code = isRecord(error) ? String(error['code'] ?? error['type'] ?? '') : '';
    const fault = /quota/.test(code) ? 'quota' : /rate/.test(code) ? 'rate-limit' : 'unavailable';
    return new ModelError({
      provider: this.#provider,
      fault,
      message: `The provider broke the answer off with an error${code && ` (${code.slice(0, 60)})`}.`,
    });
  }

  #fault(message: string): ModelError {
    return new ModelError({ provider: this.#provider, fault: 'protocol', message });
  }
}

/** `prompt_tokens` counts what was cached, too ("Prompt caching", section "Monitoring"). */
function readUsage(usage: Record<string, unknown>): Usage {
  const details = isRecord(usage['prompt_tokens_details']) ? usage['prompt_tokens_details'] : {};
  const counts = {
    inputTokens: usage['prompt_tokens'],
    cachedTokens: details['cached_tokens'],
    outputTokens: usage['completion_tokens'],
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => typeof count === 'number'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
