/** For vendors that hear one turn at a time: what is said while a turn is ending waits for the next. Pure. */
import type { Pcm, Samples } from '#audio';
import type { SttAction } from './stt-translator.ts';

/** A vendor's words for a turn. */
export interface TurnWords {
  begin(): readonly SttAction[];
  audio(pcm: Pcm): readonly SttAction[];
  end(): readonly SttAction[];
}

export class SttTurns {
  readonly #words: TurnWords;
  readonly #longest: Samples;
  #state: 'idle' | 'open' | 'ending' = 'idle';
  /** Whether `finalize` asked for the end of the turn that is ending. */
  #isAsked = false;
  #waiting: (Pcm | 'finalize')[] = [];
  #from: Samples = 0;
  #sent: Samples = 0;

  /** @param longest audio that the vendor takes in one turn, samples; longer ones are divided. */
  constructor(words: TurnWords, longest: Samples = Infinity) {
    this.#words = words;
    this.#longest = longest;
  }

  /** Where the present turn begins in the stream. */
  get from(): Samples {
    return this.#from;
  }

  audio(pcm: Pcm): SttAction[] {
    if (this.#state === 'ending') {
      this.#waiting.push(pcm);
      return [];
    }
    const actions: SttAction[] = [];
    if (this.#state === 'idle') {
      this.#state = 'open';
      this.#from = this.#sent;
      actions.push(...this.#words.begin());
    }
    actions.push(...this.#words.audio(pcm));
    this.#sent += pcm.length;
    if (this.#sent - this.#from >= this.#longest) actions.push(...this.#end(false));
    return actions;
  }

  finalize(): SttAction[] {
    if (this.#state === 'ending') {
      this.#waiting.push('finalize');
      return [];
    }
    return this.#state === 'idle' ? [{ type: 'settled' }] : this.#end(true);
  }

  /** The vendor has ended the turn, asked or by itself. */
  ended(): SttAction[] {
    const actions: SttAction[] = this.#isAsked ? [{ type: 'settled' }] : [];
    this.#state = 'idle';
    this.#isAsked = false;
    for (const held of this.#waiting.splice(0))
      actions.push(...(held === 'finalize' ? this.finalize() : this.audio(held)));
    return actions;
  }

  #end(isAsked: boolean): SttAction[] {
    this.#state = 'ending';
    this.#isAsked = isAsked;
    return [...this.#words.end()];
  }
}
