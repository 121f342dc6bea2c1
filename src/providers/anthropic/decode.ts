/** The events of a streamed message as ours (platform.claude.com/docs, "Streaming Messages"). Pure. */
import { ModelError, type ChatEvent } from '#models';
import { numberOf, readObject, recordOf, textOf } from '../shared/json-value.ts';
import type { AnswerDecoder } from '../shared/llm-stream.ts';
import { toldError } from '../shared/vendor-faults.ts';

type Reason = Extract<ChatEvent, { type: 'finish' }>['reason'];

/** "Handling stop reasons"; one that is not here has stopped. */
const REASONS: Readonly<Record<string, Reason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  refusal: 'filter',
};

export class MessageDecoder implements AnswerDecoder {
  readonly #provider: string;
  /** Tool calls in the making, by the index of their block. */
  readonly #calls = new Map<number, { id: string; name: string; json: string }>();
  #reason: Reason | undefined;
  #usage: Record<string, unknown> = {};
  #done = false;

  constructor(provider: string) {
    this.#provider = provider;
  }

  get done(): boolean {
    return this.#done;
  }

  push(data: string): ChatEvent[] {
    const event = readObject(this.#provider, data);
    switch (event['type']) {
      case 'message_start':
        this.#usage = recordOf(recordOf(event['message'])['usage']);
        return [];
      case 'content_block_start':
        return this.#start(numberOf(event['index']) ?? 0, recordOf(event['content_block']));
      case 'content_block_delta':
        return this.#delta(numberOf(event['index']) ?? 0, recordOf(event['delta']));
      case 'content_block_stop':
        return this.#stop(numberOf(event['index']) ?? 0);
      case 'message_delta': {
        const reason = textOf(recordOf(event['delta'])['stop_reason']);
        if (reason !== '') this.#reason = REASONS[reason] ?? 'stop';
        this.#usage = { ...this.#usage, ...recordOf(event['usage']) };
        return [];
      }
      case 'message_stop':
        return this.#finish();
      case 'error': {
        const error = recordOf(event['error']);
        throw toldError(this.#provider, textOf(error['type']), textOf(error['message']));
      }
      default:
        // `ping`, and "new event types may be added".
        return [];
    }
  }

  end(): ChatEvent[] {
    throw this.#fault('The stream ended before the message did.');
  }

  #start(index: number, block: Record<string, unknown>): ChatEvent[] {
    if (block['type'] === 'tool_use') {
      const [id, name] = [textOf(block['id']), textOf(block['name'])];
      if (name === '' || id === '') throw this.#fault('A tool call has no name or no id.');
      this.#calls.set(index, { id, name, json: '' });
    }
    return block['type'] === 'text' ? words(textOf(block['text'])) : [];
  }

  #delta(index: number, delta: Record<string, unknown>): ChatEvent[] {
    if (delta['type'] === 'text_delta') return words(textOf(delta['text']));
    const call = this.#calls.get(index);
    if (delta['type'] === 'input_json_delta' && call) call.json += textOf(delta['partial_json']);
    return [];
  }

  #stop(index: number): ChatEvent[] {
    const call = this.#calls.get(index);
    if (!call) return [];
    this.#calls.delete(index);
    const { id, name, json } = call;
    return [{ type: 'tool-call', call: { id, name, arguments: json || '{}' } }];
  }

  /** Input tokens are told in three parts: fresh, written to the cache, read from it. */
  #finish(): ChatEvent[] {
    if (this.#reason === undefined) throw this.#fault('The message ended without a reason.');
    this.#done = true;
    const count = (field: string): number => numberOf(this.#usage[field]) ?? 0;
    const cachedTokens = count('cache_read_input_tokens');
    const inputTokens = count('input_tokens') + count('cache_creation_input_tokens') + cachedTokens;
    const outputTokens = count('output_tokens');
    return [{ type: 'finish', reason: this.#reason, inputTokens, cachedTokens, outputTokens }];
  }

  #fault(message: string): ModelError {
    return new ModelError({ provider: this.#provider, fault: 'protocol', message });
  }
}

function words(text: string): ChatEvent[] {
  return text === '' ? [] : [{ type: 'text-delta', text }];
}
