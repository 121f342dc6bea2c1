/** What the parts of a conversation tell each other within one step. */
import type { Samples } from '#audio';
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

/** What the mind waits for. */
export interface Expectation {
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
}

export type Signal =
  | Input
  /** Words were recognised; the turn may still go on. */
  | { readonly type: 'words-heard'; readonly turn: CalleeTurn }
  /** A turn of the callee is over. */
  | { readonly type: 'turn-heard'; readonly turn: CalleeTurn }
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
  /** Stop speaking now. `sparing`: what must not be interrupted stays queued. */
  | { readonly type: 'hush'; readonly why: string; readonly sparing: boolean }
  | ({ readonly type: 'speech-finished' } & Spoken)
  | { readonly type: 'mouth-silent' }
  /** Nobody has spoken for a while: remind the callee. */
  | { readonly type: 'remind' }
  /** The reminders are used up. */
  | { readonly type: 'silence-ran-out' }
  /** End the call once everything has been said, but not before `notBefore`. */
  | {
      readonly type: 'finish';
      readonly reason: EndCode;
      readonly text: string;
      readonly say: string | null;
      readonly notBefore?: Samples;
    }
  /** All signals of this step were given. */
  | { readonly type: 'settled' };
