/** Word errors of a recogniser, seeded: one word in ten is another, missing, or one too many. */
import { randomUnit, type Random } from '../../src/kernel/index.ts';

const ERRORS = 0.1;
/** Of the errors in partials so many stand in the final too; as many others are made there. */
const KEPT = 0.5;

/** A word as it stands in partials, and in the final. */
export interface HeardWord {
  readonly partial: string;
  readonly text: string;
}

/** @param vocabulary what other words may be taken for it */
export function misheard(word: string, vocabulary: readonly string[], random: Random): HeardWord {
  const wrong = randomUnit(random) < ERRORS;
  const error = mistaken(word, vocabulary, random);
  const kept = randomUnit(random) < KEPT;
  const late = randomUnit(random) < (ERRORS * KEPT) / (1 - ERRORS);
  if (wrong) return { partial: error, text: kept ? error : word };
  return { partial: word, text: late ? error : word };
}

/** Six in ten are taken for another word, 25 in a hundred missed, the others doubled by a word nobody said. */
function mistaken(word: string, vocabulary: readonly string[], random: Random): string {
  const kind = randomUnit(random);
  const other = vocabulary[Math.floor(randomUnit(random) * vocabulary.length)] ?? word;
  if (kind < 0.6) return other;
  return kind < 0.85 ? '' : `${word} ${other}`;
}
