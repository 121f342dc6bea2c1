/** What a prompt mind remembers. */
import type { ToolCall } from '#models';

export interface CallOfTool {
  readonly call: ToolCall;
  /** JSON text for the model; `null` while the tool runs. */
  readonly result: string | null;
}

export type Entry =
  | { readonly who: 'callee'; readonly text: string }
  | {
      readonly who: 'agent';
      /** What was to be said. */
      readonly text: string;
      /** What was heard; `null` while it is being said. */
      readonly heard: string | null;
      readonly calls: readonly CallOfTool[];
    };

export interface PromptState {
  readonly phase: 'before' | 'listening' | 'thinking' | 'tools' | 'done';
  readonly entries: readonly Entry[];
  /** Requests to the model so far; the last one's id is `m<n>`. */
  readonly requests: number;
  /** Failures in a row. */
  readonly failures: number;
  /** Requests since the callee's last turn, against a model that calls tools for ever. */
  readonly rounds: number;
}

export const unspoken: PromptState = { phase: 'before', entries: [], requests: 0, failures: 0, rounds: 0 };
