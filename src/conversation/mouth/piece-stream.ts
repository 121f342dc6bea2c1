/**
 * Gathers a stream of text into pieces: the first as early as possible, then by sentence. A model that writes slower
 * than a voice speaks is not waited for to the end of a sentence: where the voice would fall silent, what is there is
 * cut at the end of a clause or of a word. Time is an input.
 */
import type { Millis } from '#kernel';
import { clauseEnd, firstClause, sentenceEnd, SHORT_CLAUSE, speakable } from './sentences.ts';

/** So much without an end of a sentence is spoken as it is, */
const MUCH = 40;
/** after this. */
const MUCH_WAIT: Millis = 300;
/** A first clause whose sentence does not end within this is a piece. */
const CLAUSE_WAIT: Millis = 150;
/** A voice speaks a character in about this, and its first sound takes this. */
const CHARACTER: Millis = 66;
const VOICE: Millis = 500;

export class PieceStream {
  #rest = '';
  #first = true;
  #due: Millis | null = null;
  /** Since when the rest holds a clause, and much. */
  #clauseAt: Millis | null = null;
  #muchAt: Millis | null = null;
  /** What was given is spoken until then, as far as one can tell. */
  #spoken: Millis = 0;

  /** @param now ms on any clock. @returns the pieces that are now complete. */
  push(delta: string, now: Millis = 0): string[] {
    this.#rest += delta;
    const complete: string[] = [];
    for (;;) {
      const end = sentenceEnd(this.#rest) ?? (this.#first ? firstClause(this.#rest) : null);
      if (end === null) break;
      complete.push(...this.#take(end, now));
    }
    this.#watch(now);
    return complete;
  }

  /** When `late` is to be asked unless more text comes before; `null`: there is nothing to wait for. */
  get due(): Millis | null {
    return this.#due;
  }

  /** Nothing came for too long. @returns what is spoken now */
  late(now: Millis): string[] {
    if (this.#due === null || now < this.#due) return [];
    this.#due = null;
    const end = this.#first ? (clauseEnd(this.#rest, 0) ?? wordEnd(this.#rest)) : wordEnd(this.#rest);
    if (end === null) return [];
    const given = this.#take(end, now);
    this.#watch(now);
    return given;
  }

  /** @returns what is left. */
  end(): string[] {
    this.#due = null;
    const left: string[] = [];
    for (let end = sentenceEnd(`${this.#rest} `); this.#rest !== ''; end = sentenceEnd(`${this.#rest} `))
      left.push(...this.#take(end ?? this.#rest.length, 0));
    return left;
  }

  #watch(now: Millis): void {
    this.#clauseAt = this.#first && clauseEnd(this.#rest, 0) !== null ? (this.#clauseAt ?? now) : null;
    this.#muchAt = this.#rest.length >= MUCH && wordEnd(this.#rest) !== null ? (this.#muchAt ?? now) : null;
    const dues = [
      ...(this.#clauseAt === null ? [] : [this.#clauseAt + CLAUSE_WAIT]),
      ...(this.#muchAt === null ? [] : [this.#muchAt + MUCH_WAIT]),
    ];
    this.#due = dues.length === 0 ? null : Math.max(Math.min(...dues), this.#spoken - VOICE);
  }

  #take(end: number, now: Millis): string[] {
    const text = speakable(this.#rest.slice(0, end));
    this.#rest = this.#rest.slice(end).replace(/^\s+/, '');
    this.#clauseAt = this.#muchAt = null;
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    this.#first = false;
    this.#spoken = Math.max(this.#spoken, now) + text.length * CHARACTER;
    return [text];
  }
}

/** Where a text may be cut that has no better place: behind a longer word, never between figures; `null`: nowhere. */
function wordEnd(text: string): number | null {
  const ends = [...text.matchAll(/\s+/gu)]
    .filter(({ index }) => index >= SHORT_CLAUSE)
    .filter(
      ({ index, 0: blank }) =>
        !(/\d$/u.test(text.slice(0, index)) && /^(?:\d|$)/u.test(text.slice(index + blank.length))),
    );
  const clause = ends.findLast(({ index }) => /[,;:–—]$/u.test(text.slice(0, index)));
  const long = ends.findLast(({ index }) => /[\p{L}\p{N}]{4,}["')\]”’]*$/u.test(text.slice(0, index)));
  return (clause ?? long ?? ends.at(-1))?.index ?? null;
}
