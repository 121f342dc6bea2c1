/** The end of what was said, against a list of words and phrases of the language. */
import { spokenWords } from '#models';

/** Phrases as spoken, longest list entry counted in words; made once a list. */
interface Endings {
  readonly texts: ReadonlySet<string>;
  readonly longest: number;
}

const known = new WeakMap<readonly string[], Endings>();

/** Do the words end with one of the phrases? */
export function endsWith(words: readonly string[], phrases: readonly string[]): boolean {
  const { texts, longest } = endingsOf(phrases);
  for (let count = Math.min(longest, words.length); count > 0; count--)
    if (texts.has(words.slice(-count).join(' '))) return true;
  return false;
}

function endingsOf(phrases: readonly string[]): Endings {
  const before = known.get(phrases);
  if (before) return before;
  const spoken = phrases.map((phrase) => spokenWords(phrase)).filter((words) => words.length > 0);
  const texts = new Set(spoken.map((words) => words.join(' ')));
  const made = { texts, longest: Math.max(0, ...spoken.map((words) => words.length)) };
  known.set(phrases, made);
  return made;
}
