/** What the parts of a conversation tell each other within one step. */
import type { Samples } from '#audio';
import type { ChosenTransfer } from '#domain';
import type { Grammar } from '#models';
import type { EndCode } from './effect.ts';
import type { Input } from './input.ts';

/** What a callee's words amount to. */
export type Meaning =
  /** A value of the current question, or open words for a prompt. */
  | 'answer'
  /** Understood as words, but no answer to the question. */
  | 'words'
  /** "Uh-huh": go on. */
  | 'backchannel'
  /** "Hello?" */
  | 'greeting'
  /** "Stop calling me." */
  | 'stop'
  /** "Sorry, what?" */
  | 'repeat'
  /** "Who is this?" */
  | 'who'
  /** "Hold on." */
  | 'wait'
  /** Nothing was understood. */
  | 'nothing';

/** One turn of the callee, spoken or keyed, ended and understood. */
export interface CalleeTurn {
  readonly text: string;
  readonly value: string | null;
  readonly accepted: boolean;
  readonly meaning: Meaning;
  readonly via: 'speech' | 'keypad';
  /** The recogniser failed, so that nothing could be understood. */
  readonly deaf?: boolean;
  /** Only its sound is there: a realtime model hears it, and may tell its words later. */
  readonly sound?: boolean;
  /** First and last sample of the speech. */
  readonly start: Samples;
  readonly end: Samples;
  /** When the turn was decided to be over, and when its words were there. */
  readonly endpointAt: Samples;
  readonly recognizedAt: Samples;
}

/** What keys mean now. */
export type KeyPlan =
  | { readonly kind: 'none' }
  /** One key is an answer. */
  | { readonly kind: 'options'; readonly values: Readonly<Record<string, string>> }
  /** Keys are collected until `#`, `max` of them, or a pause. */
  | { readonly kind: 'digits'; readonly min: number; readonly max: number };

/** What a question asks for; it tells how the answer will be said, and how long its pauses may be. */
export type AskKind =
  | 'yes_no'
  | 'choice'
  | 'digits'
  | 'number'
  | 'date'
  /** A day that needs its year. */
  | 'past_date'
  | 'time'
  | 'phone'
  | 'email'
  | 'spelling'
  | 'address'
  | 'story'
  | 'free';

/** What the mind waits for. */
export interface Expectation {
  /** What is asked for; absent: told from the grammar and the words of the question. */
  readonly asks?: AskKind;
  readonly grammar: Grammar;
  readonly keys: KeyPlan;
  /** The values are answers to a yes/no question: early agreement is none. */
  readonly yesNo: boolean;
}

export interface Words {
  readonly text: string;
  readonly interruptible: boolean;
  /** Said even if the callee speaks before it begins. */
  readonly keep: boolean;
  /** Part of a question that is to be answered. */
  readonly question: boolean;
  /** Said beside the mind's own words (fillers of tools): no part of its history. */
  readonly aside?: boolean;
  /** Said before everything that waits, and while that is held back (a message left on a machine). */
  readonly ahead?: boolean;
  /** For a realtime model: instructions, which it words itself. */
  readonly worded?: boolean;
}

/** What became of an utterance. */
export interface Spoken {
  readonly utterance: string;
  /** What was heard. */
  readonly text: string;
  readonly cut: boolean;
  /** Some of it left. */
  readonly begun: boolean;
  /** When its question began to be heard; `null`: not at all, or it holds none. */
  readonly questionAt: Samples | null;
  /** As in `Words`. */
  readonly aside?: boolean;
  readonly ahead?: boolean;
  /** When its first sample left; absent: not at all. */
  readonly startedAt?: Samples;
  /** Of a realtime model: what it was asked, and how much was heard of each of its items. */
  readonly ask?: string;
  readonly items?: readonly { readonly item: string; readonly heard: Samples; readonly whole: boolean }[];
}

export type Signal =
  | Input
  /** Words were recognised, or changed; the turn may still go on. Given on each change of a stream's words. */
  | { readonly type: 'words-heard'; readonly turn: CalleeTurn }
  /** A turn of the callee is over. */
  | { readonly type: 'turn-heard'; readonly turn: CalleeTurn }
  /** Words on which a turn was taken were others: `turn.text` as it is now known, `was` as it was taken. */
  | { readonly type: 'turn-corrected'; readonly turn: CalleeTurn; readonly was: string }
  /** It stands in the transcript. */
  | { readonly type: 'turn-recorded' }
  /** The floor is free: the mind may answer. */
  | { readonly type: 'turn-taken'; readonly turn: CalleeTurn }
  /** Recognise what has been said so far. */
  | { readonly type: 'listen-now' }
  | { readonly type: 'probe-heard'; readonly turn: CalleeTurn }
  | { readonly type: 'expect'; readonly expectation: Expectation | null }
  | ({ readonly type: 'say' } & Words)
  | { readonly type: 'say-done' }
  /** The answer to this turn had been asked for `aheadMs` before. */
  | { readonly type: 'reply-adopted'; readonly aheadMs: number }
  /** Stop speaking now. `sparing`: what must not be interrupted stays queued. `ahead`: only what was said ahead stops. */
  | { readonly type: 'hush'; readonly why: string; readonly sparing: boolean; readonly ahead?: boolean }
  /** The mind knows that this is a machine, and what to leave there. */
  | { readonly type: 'voicemail-wanted'; readonly message: string }
  | ({ readonly type: 'speech-finished' } & Spoken)
  | { readonly type: 'mouth-silent' }
  /** Nobody has spoken for a while: remind the callee. */
  | {
      readonly type: 'remind';
      readonly text: string;
      /** The mind may word it itself, if it can. */
      readonly ownWords: boolean;
    }
  /** The reminders are used up. */
  | { readonly type: 'silence-ran-out'; readonly say: string }
  /** End the call once everything has been said, but not before `notBefore`. */
  | {
      readonly type: 'finish';
      readonly reason: EndCode;
      readonly text: string;
      readonly say: string | null;
      /** Which of the agent's own reasons it is. */
      readonly stated?: string;
      readonly notBefore?: Samples;
      /** Stands in the place of an end that was decided but not announced: nobody is there to hear it. */
      readonly instead?: boolean;
    }
  /**
   * A mind wants a tool. `arguments: null`: they could not be read. `spoken`: it has said something already, so the
   * tool's own first words are left out. `tool-done` follows for each run.
   */
  | ToolWanted
  /** The result for the mind; of an asynchronous tool `{status: 'started'}`, and `tool-reported` follows. */
  | ({ readonly type: 'tool-done' } & ToolOutcome)
  | ({ readonly type: 'tool-reported' } & ToolOutcome)
  /** Something to know, from outside; `respond`: speak about it now. */
  | { readonly type: 'informed'; readonly text: string; readonly respond: boolean }
  /** Variables of the call have new values. */
  | { readonly type: 'variables-set'; readonly values: Readonly<Record<string, unknown>> }
  /** Connect the callee with `tool.to`; its texts are rendered. Carried out whatever happens to the announcement. */
  | { readonly type: 'transfer-wanted'; readonly run: string; readonly tool: ChosenTransfer }
  /** `ok`: the callee is connected and the agent is silent from now on; else the conversation goes on. */
  | { readonly type: 'transfer-over'; readonly run: string; readonly ok: boolean; readonly detail: string }
  /** Leave this message after the beep, then end. */
  | { readonly type: 'voicemail-wanted'; readonly message: string }
  /** The mouth wants a realtime model to say these words: nobody else here can. */
  | {
      readonly type: 'voice-wanted';
      readonly part: string;
      readonly text: string;
      readonly worded?: boolean;
    }
  /** The model begins to speak. `ask`: what it was asked; `own`: an answer, else words of a part of that id. */
  | {
      readonly type: 'model-speaks';
      readonly item: string;
      readonly ask: string;
      readonly own: boolean;
      readonly interruptible: boolean;
    }
  /** No more of this ask comes. */
  | { readonly type: 'model-spoke'; readonly ask: string }
  /** All signals of this step were given. */
  | { readonly type: 'settled' };

export interface ToolWanted {
  readonly type: 'tool-wanted';
  /** Unlike any other of the call. */
  readonly run: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>> | null;
  readonly by: 'model' | 'node';
  readonly spoken?: boolean;
}

export interface ToolOutcome {
  readonly run: string;
  readonly tool: string;
  readonly ok: boolean;
  readonly detail: string;
  /** For the model; of a failure `{error}`. */
  readonly result: unknown;
}
