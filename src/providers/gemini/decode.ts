/** Streamed `GenerateContentResponse`s as our events (ai.google.dev/api/generate-content). Pure. */
import { ModelError, type ChatEvent } from '#models';
import { isRecord, listOf, numberOf, readObject, recordOf, textOf } from '../shared/json-value.ts';
import type { AnswerDecoder } from '../shared/llm-stream.ts';
import { toldError } from '../shared/vendor-faults.ts';

type Reason = Extract<ChatEvent, { type: 'finish' }>['reason'];

/** `FinishReason`. */
const FILTERED = [
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
];
const BROKEN = ['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'MISSING_THOUGHT_SIGNATURE'];

/** A call, and the signature that must come back with it. */
export type OnSignature = (callId: string, signature: string) => void;

export class ContentDecoder implements AnswerDecoder {
  readonly #provider: string;
  readonly #nextId: () => string;
  readonly #onSignature: OnSignature;
  #calls = 0;
  #reason: Reason | undefined;
  #usage: Record<string, unknown> = {};

  /** @param nextId for calls that come without one. */
  constructor(provider: string, nextId: () => string, onSignature: OnSignature) {
    this.#provider = provider;
    this.#nextId = nextId;
    this.#onSignature = onSignature;
  }

  /** There is no closing mark: the usage may come after the reason, and only the end ends it. */
  readonly done = false;

  push(data: string): ChatEvent[] {
    const chunk = readObject(this.#provider, data);
    if (isRecord(chunk['error'])) {
      const error = chunk['error'];
      throw toldError(this.#provider, textOf(error['status']), textOf(error['message']));
    }
    if (isRecord(chunk['usageMetadata'])) this.#usage = chunk['usageMetadata'];
    if (textOf(recordOf(chunk['promptFeedback'])['blockReason']) !== '') this.#reason = 'filter';
    const candidate = listOf(chunk['candidates'])[0];
    if (!isRecord(candidate)) return [];
    const parts = listOf(recordOf(candidate['content'])['parts']);
    const events = parts.flatMap((part) => (isRecord(part) ? this.#part(part) : []));
    const reason = textOf(candidate['finishReason']);
    if (BROKEN.includes(reason)) throw this.#fault(`The model's tool call is broken (${reason}).`);
    if (reason !== '') this.#reason = toReason(reason);
    return events;
  }

  end(): ChatEvent[] {
    if (this.#reason === undefined) throw this.#fault('The stream ended before the answer did.');
    const reason = this.#reason === 'stop' && this.#calls > 0 ? 'tool-calls' : this.#reason;
    const count = (field: string): number => numberOf(this.#usage[field]) ?? 0;
    return [
      {
        type: 'finish',
        reason,
        inputTokens: count('promptTokenCount'),
        cachedTokens: count('cachedContentTokenCount'),
        outputTokens: count('candidatesTokenCount') + count('thoughtsTokenCount'),
      },
    ];
  }

  #part(part: Record<string, unknown>): ChatEvent[] {
    const made = part['functionCall'];
    if (isRecord(made)) {
      const name = textOf(made['name']);
      if (name === '') throw this.#fault('A tool call has no name.');
      const id = textOf(made['id']) || this.#nextId();
      const signature = textOf(part['thoughtSignature']);
      if (signature !== '') this.#onSignature(id, signature);
      this.#calls++;
      return [{ type: 'tool-call', call: { id, name, arguments: JSON.stringify(recordOf(made['args'])) } }];
    }
    const text = textOf(part['text']);
    return text === '' || part['thought'] === true ? [] : [{ type: 'text-delta', text }];
  }

  #fault(message: string): ModelError {
    return new ModelError({ provider: this.#provider, fault: 'protocol', message });
  }
}

function toReason(reason: string): Reason {
  if (reason === 'MAX_TOKENS') return 'length';
  return FILTERED.includes(reason) ? 'filter' : 'stop';
}
