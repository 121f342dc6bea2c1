/** What the engine itself says and listens for in one language. A new language is one more file of this shape. */
export interface Language {
  /** BCP 47 base language, e.g. `en`. */
  readonly base: string;
  readonly say: {
    readonly reminder: string;
    /** After the last reminder. */
    readonly silentGoodbye: string;
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
  };
}
