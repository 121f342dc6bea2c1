/** A stream of speech to text without I/O: audio in pieces, finalizes and their answers, offsets. */
import { LINE_RATE, type Pcm, type Samples } from '#audio';
import type { SttAction, SttProtocol, SttTranslator, WireMessage } from './stt-translator.ts';

/** Silence that was added for the vendor's sake, `samples` long, from `at` on in the vendor's count. */
interface Filling {
  readonly at: Samples;
  readonly samples: Samples;
}

export class SttCore {
  readonly #translator: SttTranslator;
  readonly #pieceSamples: Samples;
  readonly #fillsLastPiece: boolean;
  readonly #fillings: Filling[] = [];
  /** Samples that are not yet a whole piece. */
  #gathered: Int16Array = new Int16Array(0);
  /** Samples given to the translator, fillings included. */
  #given: Samples = 0;
  #givenAtFinalize: Samples = 0;
  /** Finalizes that were not settled yet. */
  #owed = 0;

  constructor(translator: SttTranslator, protocol: Pick<SttProtocol, 'pieceSamples' | 'fillsLastPiece'>) {
    this.#translator = translator;
    this.#pieceSamples = protocol.pieceSamples;
    this.#fillsLastPiece = protocol.fillsLastPiece;
  }

  /** How many `settled` are still to be told. */
  get owed(): number {
    return this.#owed;
  }

  opened(): SttAction[] {
    return this.#tell(this.#translator.opened());
  }

  write(pcm: Pcm): SttAction[] {
    const joined = join(this.#gathered, pcm);
    const actions: SttAction[] = [];
    let from = 0;
    for (; joined.length - from >= this.#pieceSamples; from += this.#pieceSamples)
      actions.push(...this.#give(joined.slice(from, from + this.#pieceSamples)));
    this.#gathered = joined.slice(from);
    return actions;
  }

  finalize(): SttAction[] {
    this.#owed++;
    const actions = this.#giveRest();
    // Nothing was written since the last one: nothing to recognise, and some vendors refuse to try.
    if (this.#given === this.#givenAtFinalize) return [...actions, ...this.#tell([{ type: 'settled' }])];
    this.#givenAtFinalize = this.#given;
    return [...actions, ...this.#tell(this.#translator.finalize(this.#given))];
  }

  /** @throws when the vendor's message cannot be read. */
  received(message: WireMessage): SttAction[] {
    return this.#tell(this.#translator.decode(message));
  }

  /** The vendor did not answer a finalize in time: what it says later belongs to no finalize. */
  overdue(): SttAction[] {
    return this.#tell([{ type: 'settled' }]);
  }

  #giveRest(): SttAction[] {
    const rest = this.#gathered;
    if (rest.length === 0) return [];
    this.#gathered = new Int16Array(0);
    const missing = this.#fillsLastPiece ? this.#pieceSamples - rest.length : 0;
    if (missing > 0) this.#fillings.push({ at: this.#given + rest.length, samples: missing });
    return this.#give(join(rest, new Int16Array(missing)));
  }

  #give(piece: Pcm): SttAction[] {
    this.#given += piece.length;
    return this.#tell(this.#translator.audio(piece));
  }

  /** Drops answers to questions that were not asked, empty finals, and counts offsets as the writer does. */
  #tell(actions: readonly SttAction[]): SttAction[] {
    const told: SttAction[] = [];
    for (const action of actions) {
      if (action.type === 'settled') {
        if (this.#owed === 0) continue;
        this.#owed--;
        told.push(action);
      } else if (action.type === 'final') {
        if (action.text.trim() === '') continue;
        const { start, end } = action;
        told.push({
          ...action,
          ...(start === undefined ? {} : { start: this.#asWritten(start) }),
          ...(end === undefined ? {} : { end: this.#asWritten(end) }),
        });
      } else told.push(action);
    }
    return told;
  }

  #asWritten(offset: Samples): Samples {
    let silence = 0;
    for (const { at, samples } of this.#fillings) if (offset > at) silence += Math.min(samples, offset - at);
    return Math.max(0, offset - silence);
  }
}

/** A vendor's seconds as samples of the line. */
export function secondsToSamples(seconds: number): Samples {
  return Math.round(seconds * LINE_RATE);
}

function join(one: Pcm, other: Pcm): Int16Array {
  const joined = new Int16Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}
