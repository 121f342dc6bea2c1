/** Language models that chat, with tools, as a stream. */

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly content: string };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text, as the model wrote it. */
  readonly arguments: string;
}

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolSpec[];
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** Overrides the model that the client was made for. */
  readonly model?: string | undefined;
  /** The answer is one JSON value of this JSON Schema. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
}

export type ChatEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'tool-call'; readonly call: ToolCall }
  | {
      readonly type: 'finish';
      readonly reason: 'stop' | 'length' | 'tool-calls' | 'filter';
      readonly inputTokens?: number;
      /** Of the input tokens, those that the vendor had cached. */
      readonly cachedTokens?: number;
      readonly outputTokens?: number;
    };

export interface LlmModel {
  readonly contract: 1;
  readonly provider: string;
  readonly modelId: string;
  /** @throws ModelError; the iteration ends after `finish`. */
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatEvent>;
  /** Opens a connection ahead of the first request; never fails, a cold start is only slower. */
  warm?(): Promise<void>;
  close(): Promise<void>;
}
