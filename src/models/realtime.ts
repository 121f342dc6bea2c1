/**
 * Speech-to-speech models: one session hears, thinks and speaks. The conversation keeps the clock: it decides when the
 * callee's turn is over (`respond`), counts what was heard, and truncates.
 */
import type { Pcm } from '#audio';
import type { ModelError } from './error.ts';
import type { ToolCall, ToolSpec } from './llm.ts';
import type { Voice } from './tts.ts';

export interface RealtimeCapabilities {
  /** BCP 47; `*` is any. */
  readonly languages: readonly string[];
  readonly voices: readonly Voice[];
  /** An item of the history can be cut to what was heard. */
  readonly truncate: boolean;
  /** A given sentence can be trusted to be spoken word for word. */
  readonly verbatim: boolean;
}

export interface RealtimeRequest {
  readonly instructions: string;
  readonly tools: readonly ToolSpec[];
  readonly language: string;
  readonly voice: string | null;
  readonly temperature?: number | undefined;
}

export type RealtimeEvent =
  /** The session is configured and hears. */
  | { readonly type: 'ready' }
  /** Part of the agent's speech, 8 kHz; `item` names the utterance in the vendor's history. */
  | { readonly type: 'audio'; readonly item: string; readonly pcm: Pcm }
  /** Words of that speech, in order; they may run ahead of the audio. */
  | { readonly type: 'agent-text'; readonly item: string; readonly text: string }
  /** No more audio or text of the item comes. */
  | { readonly type: 'item-finished'; readonly item: string }
  /** What the callee said in the turn that was committed last, as the vendor heard it; may come late or never. */
  | { readonly type: 'callee-text'; readonly text: string }
  | { readonly type: 'tool-call'; readonly call: ToolCall }
  /** The answer to one `respond` is complete (or was cancelled). */
  | {
      readonly type: 'response-finished';
      readonly status: 'completed' | 'cancelled' | 'failed';
      readonly inputTokens?: number;
      readonly outputTokens?: number;
    }
  /** The last event: the session broke. */
  | { readonly type: 'failed'; readonly error: ModelError };

/** Methods never throw; after `failed` or `close` they do nothing. */
export interface RealtimeSession {
  /** The callee's audio, 8 kHz, without gaps. */
  write(pcm: Pcm): void;
  /** Speech began / stopped by our detector; models whose own turn detection is off need both. */
  speechStarted(): void;
  speechEnded(): void;
  /** The callee's turn is over, or it is the model's turn anyway: answer now. `instructions` for this answer only. */
  respond(instructions?: string): void;
  /** Something to know, without an answer now. */
  inform(text: string): void;
  toolResult(call: ToolCall, result: string): void;
  /** Stop the answer in progress. */
  cancel(): void;
  /** Of `item` only its first `heardMs` were heard. */
  truncate(item: string, heardMs: number): void;
  /** Replaces the session's instructions. */
  instruct(instructions: string): void;
  close(): void;
}

export interface RealtimeModel {
  readonly contract: 1;
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: RealtimeCapabilities;
  /** Returns at once; a socket that does not open is a `failed`. */
  open(request: RealtimeRequest, on: (event: RealtimeEvent) => void): RealtimeSession;
  close(): Promise<void>;
}
