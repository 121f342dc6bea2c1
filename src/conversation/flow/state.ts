/** Where a flow stands. */
import type { Samples } from '#audio';

export interface FlowState {
  readonly phase: 'before' | 'asking' | 'tool' | 'done';
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
};
