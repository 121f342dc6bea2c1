/** What happens to a conversation from outside. Plain JSON: these are the logged inputs, and a replay needs no more. */
import type { CallCommand, FoundChunk } from '#domain';
import type { LineEvents, Samples } from '#audio';
import type { ChatEvent, ModelFault, ServedTool, ToolCall } from '#models';

/** A line event with its name; `seq` is the line's own. */
export type LineInput = { [K in keyof LineEvents]: { readonly type: K } & LineEvents[K] }[keyof LineEvents];

/**
 * How the callee is heard: utterance by utterance after each pause, as a stream of words, or by a realtime model, which
 * may tell the words later.
 */
export type HearingMode = 'utterances' | 'stream' | 'realtime';

/** Why a part of the outside world did not answer. */
export type InputFault = ModelFault | 'url-refused' | 'too-large';

/** `at` of all: the line's position when it was taken in. */
export type ModelInput = { readonly at: Samples } &
  /** `turnModel`: a turn detector is there to be asked. */
  (
    | {
        readonly type: 'conversation-started';
        /** Absent in logs of earlier versions: `utterances`. */
        readonly hearing?: HearingMode;
        readonly turnModel?: boolean;
        /** Utterances are understood without a grammar. */
        readonly openVocabulary?: boolean;
        /** A realtime model can cut its history to what was heard. */
        readonly truncates?: boolean;
        /** Wall time at `at`, ms since the epoch. */
        readonly startedAt?: number;
        /** What the agent's tool servers said while it rang. */
        readonly tools?: readonly ToolDiscovery[];
      }
    /** A tool server answered later than the callee. */
    | ({ readonly type: 'tools-discovered' } & ToolDiscovery)
    /** An operator tells the call something; `command` is its id. */
    | { readonly type: 'control-requested'; readonly command: string; readonly action: CallCommand }
    /** Somebody outside wants the call to end; the words of the agent stop. */
    | { readonly type: 'end-requested'; readonly reason: string }
    /** The callee put us on hold, and hears nothing; or is back. */
    | { readonly type: 'callee-held' }
    | { readonly type: 'callee-resumed' }
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
    /** Words of a stream; a partial replaces the one before it, positions are the line's. */
    | {
        readonly type: 'words-arrived';
        readonly text: string;
        readonly final: boolean;
        /** 0 to 1; 0 for partials. */
        readonly confidence: number;
        readonly start?: Samples;
        readonly end?: Samples;
      }
    /** All that was heard before a `hearing-finalize` is recognised. */
    | { readonly type: 'words-settled' }
    /** The recogniser's own opinion that the turn is over, 0 to 1. */
    | { readonly type: 'turn-advised'; readonly probability: number }
    | { readonly type: 'turn-advice-withdrawn' }
    /** The stream broke, or could not be opened. */
    | { readonly type: 'hearing-failed'; readonly fault: InputFault }
    /** The turn detector's verdict, 0 to 1; `null`: it had none. */
    | { readonly type: 'turn-judged'; readonly request: string; readonly probability: number | null }
    /** The first audio of a part is there. */
    | { readonly type: 'synthesis-started'; readonly part: string }
    | ({ readonly type: 'synthesis-finished'; readonly part: string } & SpokenLength)
    | { readonly type: 'synthesis-failed'; readonly part: string; readonly fault: InputFault }
    /** The model's answer begins: its first token, or its first call of a tool. */
    | { readonly type: 'reply-started'; readonly request: string }
    /** A clause or sentence of the model's answer. */
    | { readonly type: 'reply-arrived'; readonly request: string; readonly text: string }
    | { readonly type: 'tool-requested'; readonly request: string; readonly call: ToolCall }
    | ({ readonly request: string } & Omit<Extract<ChatEvent, { type: 'finish' }>, 'type'> & {
          readonly type: 'reply-finished';
        })
    | { readonly type: 'reply-failed'; readonly request: string; readonly fault: InputFault }
    /** What was looked up for an answer, the best first. */
    | {
        readonly type: 'knowledge-found';
        readonly request: string;
        readonly chunks: readonly FoundChunk[];
      }
    | { readonly type: 'knowledge-failed'; readonly request: string; readonly fault: InputFault }
    | {
        readonly type: 'tool-answered';
        readonly run: string;
        readonly ok: boolean;
        /** `HTTP 200`, or what a service behind a tool says of itself. */
        readonly detail: string;
        readonly result: unknown;
      }
    /** `text`: what is wrong, for the model; without secrets. */
    | {
        readonly type: 'tool-failed';
        readonly run: string;
        readonly fault: InputFault;
        readonly text?: string;
      }
    /** Accepted: `call` rings at `due` (ms since the epoch) at the earliest. */
    | {
        readonly type: 'callback-scheduled';
        readonly run: string;
        readonly call: string;
        readonly due: number;
      }
    | { readonly type: 'callback-failed'; readonly run: string; readonly text: string }
    /** The first sound of something that a realtime model says; `item` is unlike any other of the call. */
    | { readonly type: 'item-started'; readonly item: string }
    /** Further words of it, as they are written. */
    | { readonly type: 'item-text'; readonly item: string; readonly text: string }
    | ({ readonly type: 'item-finished'; readonly item: string } & SpokenLength)
    /** The words of a turn of the callee, as a realtime model heard them; late, or never. */
    | { readonly type: 'callee-text'; readonly text: string }
    | { readonly type: 'model-called'; readonly call: ToolCall }
    /** What a realtime model was asked has ended; in the order in which it was asked. */
    | {
        readonly type: 'response-finished';
        readonly status: 'completed' | 'cancelled' | 'failed';
      }
    /** The session with a realtime model broke, or could not be opened. */
    | { readonly type: 'realtime-failed'; readonly fault: InputFault }
    /**
     * The second leg rings, was answered, waits to be joined (`taken`), is joined with the callee's, could not be (`detail`: why), or was left by
     * the target. `failed` and `left` come last.
     */
    | {
        readonly type: 'transfer-changed';
        readonly run: string;
        readonly state: 'ringing' | 'answered' | 'taken' | 'joined' | 'failed' | 'left';
        readonly detail: string;
      }
  );

/** What a server of tools offers, or why it could not be asked. */
export type ToolDiscovery = { readonly server: string } & (
  { readonly tools: readonly ServedTool[] } | { readonly fault: InputFault }
);

/** How long a part is, and where in it the words are. */
export interface SpokenLength {
  readonly samples: Samples;
  /** From the first to after the last sample that is not silence. */
  readonly soundFrom: Samples;
  readonly soundTo: Samples;
  /** Silences within it, in order; they help to find words without times. */
  readonly pauses?: readonly { readonly start: Samples; readonly end: Samples }[];
  /** Given by the synthesizer; absent: heard words are estimated by length. */
  readonly words?: readonly { readonly text: string; readonly start: Samples; readonly end: Samples }[];
}

export type Input = LineInput | ModelInput;

/** An input that still needs its position, which the session adds. */
export type Unplaced<T = ModelInput> = T extends unknown ? Omit<T, 'at'> : never;
