/** Where a flow stands. */
import type { Samples } from '#audio';
import type { Millis } from '#kernel';
import type { Entry, PromptState } from '../prompt/state.ts';

export interface FlowState {
  readonly phase: 'before' | 'asking' | 'tool' | 'prompt' | 'transfer' | 'done';
  /** The node that is asked or whose tool runs. */
  readonly node: string;
  /** Answers to the current question that were none. */
  readonly attempts: number;
  /** How often it was said again without being counted. */
  readonly repeats: number;
  /** When the question began to be heard; `null`: not yet. */
  readonly questionAt: Samples | null;
  /** Slots and results of tools, over the plan's variables. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly runs: number;
  /** Where results of tools go that did not keep the flow waiting, by run. */
  readonly awaited: Readonly<Record<string, string>>;
  /** Wall time at the line's sample 0, ms since the epoch; `null`: not known. */
  readonly epoch: Millis | null;
  /** The recogniser hears more than was expected. */
  readonly openVocabulary: boolean;
  /** An answer that was read back and waits for its yes or no, and how often that was asked. */
  readonly pending: { readonly value: string; readonly asked: number } | null;
  /** The language model is asked what the callee's words mean. */
  readonly extracting: string | null;
  readonly extractions: number;
  /** The conversation of the prompt node that is in charge. */
  readonly prompt: PromptState | null;
  /** Turns of the callee in it. */
  readonly turns: number;
  /** What was said so far, for prompt nodes. */
  readonly entries: readonly Entry[];
  /** Requests to the model so far: their ids go on from node to node. */
  readonly requests: number;
}

export const untrodden: FlowState = {
  phase: 'before',
  node: '',
  attempts: 0,
  repeats: 0,
  questionAt: null,
  values: {},
  runs: 0,
  awaited: {},
  epoch: null,
  openVocabulary: false,
  pending: null,
  extracting: null,
  extractions: 0,
  prompt: null,
  turns: 0,
  entries: [],
  requests: 0,
};
