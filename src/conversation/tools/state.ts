/** What is remembered about tools. */
import type { Millis } from '#kernel';
import type { BookAppointmentTool, ToolSpeech } from '#domain';
import type { ToolDiscovery } from '../core/input.ts';

/** A tool under way. */
export interface ToolRun {
  readonly run: string;
  /** As it was called. */
  readonly tool: string;
  /** Who wanted it has been answered; the result is reported later. */
  readonly reported: boolean;
  readonly speech: ToolSpeech | null;
  /** Words said so far while it lasts. */
  readonly fillers: number;
  /** The next words are due as soon as nobody speaks. */
  readonly fillerDue: boolean;
  /** What its answer is made of beside the result. */
  readonly booking?: Booking;
  /** Keys that are still to be sent, in groups with a pause before each. */
  readonly keys?: readonly string[];
}

/** Free slots that are asked for, or one that is to be booked. */
export type Booking =
  | {
      readonly kind: 'slots';
      readonly tool: BookAppointmentTool;
      readonly earliest: Millis;
      readonly latest: Millis;
    }
  | { readonly kind: 'booking'; readonly at: Millis };

export interface ToolsState {
  /** Wall time at the line's sample 0, ms since the epoch; `null` before the start. */
  readonly epoch: Millis | null;
  /** What tool servers said, in order. */
  readonly discovered: readonly ToolDiscovery[];
  readonly runs: readonly ToolRun[];
  /** Variables that were set in the call, over the plan's. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Slots that were offered, by the tool that did, ms since the epoch. */
  readonly offered: Readonly<Record<string, readonly Millis[]>>;
  /** Answers of the model with calls since the callee's last turn; `counted` within this step. */
  readonly rounds: number;
  readonly counted: boolean;
}

export const unusedTools: ToolsState = {
  epoch: null,
  discovered: [],
  runs: [],
  variables: {},
  offered: {},
  rounds: 0,
  counted: false,
};
