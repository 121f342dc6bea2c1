/** What happens to a conversation from outside. Plain JSON: these are the logged inputs, and a replay needs no more. */
import type { LineEvents, Samples } from '#audio';
import type { ChatEvent, ModelFault, ToolCall } from '#models';

/** A line event with its name; `seq` is the line's own. */
export type LineInput = { [K in keyof LineEvents]: { readonly type: K } & LineEvents[K] }[keyof LineEvents];

/** Why a part of the outside world did not answer. */
export type InputFault = ModelFault | 'url-refused' | 'too-large';

/** `at` of all: the line's position when it was taken in. */
export type ModelInput = { readonly at: Samples } & (
  | { readonly type: 'conversation-started' }
  /** Somebody outside wants the call to end; the words of the agent stop. */
  | { readonly type: 'end-requested'; readonly reason: string }
  /** The line is gone. */
  | { readonly type: 'conversation-closed'; readonly cause: string }
  | {
      readonly type: 'recognition-arrived';
      readonly request: string;
      readonly text: string;
      readonly value: string | null;
      readonly confidence: number;
      readonly accepted: boolean;
    }
  | { readonly type: 'recognition-failed'; readonly request: string; readonly fault: InputFault }
  /** The first audio of a part is there. */
  | { readonly type: 'synthesis-started'; readonly part: string }
  | ({ readonly type: 'synthesis-finished'; readonly part: string } & SpokenLength)
  | { readonly type: 'synthesis-failed'; readonly part: string; readonly fault: InputFault }
  /** A clause or sentence of the model's answer. */
  | { readonly type: 'reply-arrived'; readonly request: string; readonly text: string }
  | { readonly type: 'tool-requested'; readonly request: string; readonly call: ToolCall }
  | ({ readonly request: string } & Omit<Extract<ChatEvent, { type: 'finish' }>, 'type'> & {
        readonly type: 'reply-finished';
      })
  | { readonly type: 'reply-failed'; readonly request: string; readonly fault: InputFault }
  | {
      readonly type: 'tool-answered';
      readonly run: string;
      readonly status: number;
      readonly result: unknown;
    }
  | { readonly type: 'tool-failed'; readonly run: string; readonly fault: InputFault }
);

/** How long a part is, and where in it the words are. */
export interface SpokenLength {
  readonly samples: Samples;
  /** From the first to after the last sample that is not silence. */
  readonly soundFrom: Samples;
  readonly soundTo: Samples;
  /** Given by the synthesizer; absent: heard words are estimated by length. */
  readonly words?: readonly { readonly text: string; readonly start: Samples; readonly end: Samples }[];
}

export type Input = LineInput | ModelInput;

/** An input that still needs its position, which the session adds. */
export type Unplaced<T = ModelInput> = T extends unknown ? Omit<T, 'at'> : never;
