import type { Values } from './values.ts';

/** What the engine itself says and listens for in one language. A new language is one more file of this shape. */
export interface Language {
  /** BCP 47 base language, e.g. `en`. */
  readonly base: string;
  /** Numbers, dates, times and addresses. */
  readonly values: Values;
  readonly say: {
    readonly reminder: string;
    /** After the last reminder. */
    readonly silentGoodbye: string;
    /** Half a minute before the longest duration is reached. */
    readonly timeShort: string;
    readonly timeUp: string;
    readonly notUnderstood: string;
    /** After the last attempt at a question. */
    readonly gaveUp: string;
    /** The callee wants no more calls. */
    readonly stopped: string;
    readonly goodbye: string;
    /** The mind failed once and tries again. */
    readonly oneMoment: string;
    /** The mind failed for good. */
    readonly failed: string;
    readonly pressYesNo: string;
    /** @param options what each key stands for, as said. */
    readonly pressOption: (options: readonly { readonly key: string; readonly phrase: string }[]) => string;
    readonly pressDigits: string;
    /** @param withYear a day long past */
    readonly pressDate: (monthFirst: boolean, withYear: boolean) => string;
    readonly pressTime: string;
    /** An answer is repeated, and asked to be confirmed. @param value as it is said */
    readonly readBack: (value: string) => string;
  };
  readonly hear: {
    readonly yes: readonly string[];
    readonly no: readonly string[];
    /** In open speech an answer that begins so is one, whatever follows. */
    readonly opensYes: readonly string[];
    readonly opensNo: readonly string[];
    /** "Go on": never an answer while the agent speaks. */
    readonly backchannel: readonly string[];
    readonly greeting: readonly string[];
    readonly stop: readonly string[];
    readonly repeat: readonly string[];
    /** "Who is this?" */
    readonly who: readonly string[];
    readonly wait: readonly string[];
    /** Said around an answer and meaning nothing. */
    readonly before: readonly string[];
    readonly after: readonly string[];
    /** Ways to choose; `%` is the option. */
    readonly carriers: readonly string[];
    /** 1, 2, 3 … as words, for options by their number; `%` in `numbered` is one of them. */
    readonly numbers: readonly string[];
    readonly numbered: readonly string[];
    /**
     * Words and phrases after which more comes: conjunctions, articles, prepositions, "my number is". Whole words at
     * the end of what was said; never words with which people end a sentence.
     */
    readonly openEnds: readonly string[];
    /** Said while thinking, at the end of what was said: "um", "let me see". */
    readonly hesitations: readonly string[];
    /** Words of the ten digits, as a recogniser may write them; also "double". */
    readonly digits: readonly string[];
    /** Words of larger numbers that are dictated in pairs: "fifteen", "twenty". */
    readonly pairs: readonly string[];
    /** Digits of a whole telephone number as people of this language dictate it. */
    readonly phoneDigits: number;
    readonly letters: {
      /** Names of letters longer than one, as a recogniser may write them ("double u"); spelling alphabets. */
      readonly names: readonly string[];
      /** Said between parts of what is spelled, so that more comes: "dot", "at", "dash". */
      readonly marks: readonly string[];
      /** The "@" of an e-mail address. */
      readonly at: readonly string[];
      /** Last words of e-mail addresses: "com", "net". */
      readonly endings: readonly string[];
    };
    /**
     * Words of the agent's question which tell how its answer will be said; the first kind that matches counts.
     * `pastDate`: a day that needs its year (of birth). `story`: an account of something, in several sentences.
     */
    readonly asking: Readonly<
      Record<'email' | 'spelling' | 'phone' | 'address' | 'pastDate' | 'digits' | 'story', readonly string[]>
    >;
  };
}
