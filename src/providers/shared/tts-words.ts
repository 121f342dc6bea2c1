/** Vendors' times of words and characters as words with sample offsets. Pure. */
import { LINE_RATE, type Samples } from '#audio';
import type { SpokenWord } from './tts-event.ts';

const SAMPLES_A_MS = LINE_RATE / 1000;

/** @param seconds from the utterance's start */
export function samplesAt(seconds: number): Samples {
  return Math.round(seconds * LINE_RATE);
}

/** Characters with their times, ms; the three lists have one length. */
export interface TimedCharacters {
  readonly chars: readonly string[];
  readonly startsMs: readonly number[];
  readonly durationsMs: readonly number[];
}

/**
 * Joins timed characters to words; a word may be cut between two pieces. Times that go back are counted from the
 * piece's own audio, times that go on from the utterance's start: vendors and their own samples differ in this.
 */
export class CharacterWords {
  #word: { text: string; start: Samples; end: Samples } | null = null;
  /** The middle of the last character, ms from the utterance's start; what begins before it went back. */
  #latestMs = -Infinity;

  /** @param offset where the piece's audio begins, samples from the utterance's start. Gives the words it completes. */
  push({ chars, startsMs, durationsMs }: TimedCharacters, offset: Samples): SpokenWord[] {
    const words: SpokenWord[] = [];
    const base = (startsMs[0] ?? 0) < this.#latestMs ? offset / SAMPLES_A_MS : 0;
    for (const [i, char] of chars.entries()) {
      const startMs = base + startsMs[i]!;
      this.#latestMs = Math.max(this.#latestMs, startMs + durationsMs[i]! / 2);
      if (/^\s*$/u.test(char)) {
        words.push(...this.end());
        continue;
      }
      const start = Math.round(startMs * SAMPLES_A_MS);
      const end = Math.round((startMs + durationsMs[i]!) * SAMPLES_A_MS);
      this.#word = this.#word
        ? { text: this.#word.text + char, start: this.#word.start, end }
        : { text: char, start, end };
    }
    return words;
  }

  /** The word that no blank has ended. */
  end(): SpokenWord[] {
    const word = this.#word;
    this.#word = null;
    return word ? [word] : [];
  }
}
