/** What is known of a turn that may be over, when its end is to be decided. */
import type { AskKind } from '../../core/signal.ts';
import type { Verdict } from '../../ear/verdict.ts';
import type { Language } from '../../language/index.ts';

export interface EndpointFacts {
  /** The words so far as the recogniser writes them, punctuation included. */
  readonly text: string;
  /** The same as spoken: lower case, no punctuation (`spokenWords`). */
  readonly words: readonly string[];
  /** `false`: the recogniser has not said yet what there was. */
  readonly known: boolean;
  /** The recogniser is given whole utterances: it has heard nothing of what may follow. */
  readonly byUtterance: boolean;
  /** The words will not change any more. */
  readonly settled: boolean;
  /** What the words are to the question. */
  readonly verdict: Verdict;
  readonly asks: AskKind | null;
  /** The first word of what the agent asked last: "is", "can", "what". */
  readonly opening: string | null;
  /** Digits that a complete answer holds, where the question says so. */
  readonly digits: { readonly min: number; readonly max: number } | null;
  /** From the first to the last speech of the turn, ms. */
  readonly speechMs: number;
  /** The longest pause inside each turn of this callee so far, 0 where there was none, ms, oldest first. */
  readonly pauses: readonly number[];
  /** All pauses in this turn; and the longest of them that the words do not explain. */
  readonly turnPauses: readonly number[];
  readonly turnPace: number;
  /** The recogniser's own opinion that the turn is over, 0 to 1. */
  readonly advice: number | null;
  /** The turn detector's opinion, 0 to 1. */
  readonly judged: number | null;
  readonly language: Language;
}

/** A wait in ms after the last speech, or `null`: this strategy has nothing to say about such a turn. */
export type EndpointStrategy = (facts: EndpointFacts, settings: EndpointWaits) => number | null;

/** Named waits, ms after the last sample of speech. docs/turn-taking.md has them as a table. */
export interface EndpointWaits {
  /** Nothing tells whether the turn is over. */
  readonly base: number;
  /** The words are an answer to the question, whole. */
  readonly complete: number;
  /** The words are those of a whole utterance, and no others can be known. */
  readonly utterance: number;
  /** "Yes" or "no" alone. */
  readonly bare: number;
  /** A sentence of open speech that reads or sounds finished. */
  readonly finished: number;
  /** An account is asked for: it has pauses between its sentences. */
  readonly story: number;
  /** The same after a few words of it. */
  readonly storyBegun: number;
  /** One or two words of open speech that answer nothing. */
  readonly brief: number;
  /** The last word asks for another: "and", "my number is". */
  readonly openEnd: number;
  /** "Um …" */
  readonly hesitation: number;
  /** The beginning of an expected answer. */
  readonly unfinished: number;
  /** Digits, letters or an e-mail address in progress. */
  readonly dictation: number;
  /** Parts of an address. */
  readonly address: number;
  /** Speech of which no word is known. */
  readonly unheard: number;
  /** The most that this callee's own pauses may ask for. */
  readonly paceCeiling: number;
}
