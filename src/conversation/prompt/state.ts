/** What a prompt mind remembers. */
import type { Samples } from '#audio';
import type { ToolCall } from '#models';
import type { FoundChunk } from '#domain';
import type { Effect } from '../core/effect.ts';
import type { ModelInput } from '../core/input.ts';

export interface CallOfTool {
  /** Unlike any other of the call; the model's own ids may repeat. */
  readonly run: string;
  readonly call: ToolCall;
  /** JSON text for the model; `null` while the tool runs. */
  readonly result: string | null;
}

export type Entry =
  | { readonly who: 'callee'; readonly text: string }
  /** Told to the model, said by nobody. */
  | { readonly who: 'note'; readonly text: string }
  | {
      readonly who: 'agent';
      /** What was to be said. */
      readonly text: string;
      /** What was heard; `null` while it is being said. */
      readonly heard: string | null;
      readonly calls: readonly CallOfTool[];
    };

/** An answer asked for before the turn was over. */
export interface AheadState {
  /** The words of the turn so far, as they would be asked on; empty: they are not worth it. */
  readonly text: string;
  /** The request under way or answered; `null`: none. */
  readonly request: string | null;
  /** Requests of this turn. */
  readonly asked: number;
  /** Length of the history that it was asked on. */
  readonly entries: number;
  /** What the model has answered so far. */
  readonly inputs: readonly ReplyInput[];
  readonly since: Samples;
}

type ReplyInput = Extract<
  ModelInput,
  { readonly type: 'reply-arrived' | 'tool-requested' | 'reply-finished' | 'reply-failed' }
>;

export type ReplyRequest = Extract<Effect, { readonly type: 'reply-request' }>;

/** A question to the model that waits for what is being looked up. */
export interface Held {
  readonly request: string;
  readonly query: string;
  readonly asked: ReplyRequest;
}

/** What was looked up for the words of a turn. */
export interface Looked {
  readonly query: string;
  readonly chunks: readonly FoundChunk[];
}

export interface PromptState {
  readonly phase: 'before' | 'listening' | 'thinking' | 'tools' | 'done';
  readonly entries: readonly Entry[];
  /** The first words wait: for a pause, or for the callee. */
  readonly waits?: 'pause' | 'callee' | undefined;
  /** Requests to the model so far; the last one's id is `m<n>`. */
  readonly requests: number;
  /** Failures in a row. */
  readonly failures: number;
  /** Requests since the callee's last turn, against a model that calls tools for ever. */
  readonly rounds: number;
  /** The model was told something since its last answer and may speak of it when nobody else does. */
  readonly news: boolean;
  /** The request under way follows news: an answer without words is one. */
  readonly unasked: boolean;
  readonly ahead: AheadState;
  readonly held: Held | null;
  readonly looked: Looked | null;
  /** Which answer a slow model's silence was filled in: the one under way, or the one before. */
  readonly filled: 'none' | 'this' | 'last';
}

export const unspoken: PromptState = {
  phase: 'before',
  entries: [],
  requests: 0,
  failures: 0,
  rounds: 0,
  news: false,
  unasked: false,
  filled: 'none',
  held: null,
  looked: null,
  ahead: { text: '', request: null, asked: 0, entries: 0, inputs: [], since: 0 },
};
