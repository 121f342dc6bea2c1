/**
 * Digits, letters and e-mail addresses are said in groups with pauses between them: until there is enough of them,
 * the callee is given time. Where the question does not tell, a run of digits or letters at the end does.
 */
import { DIGIT_WORDS } from '#models';
import type { EndpointFacts, EndpointStrategy } from './facts.ts';
import { endsWith } from './tail.ts';

/** So many digits in a row are being dictated, whatever was asked; fewer are a number. */
const RUN_OF_DIGITS = 3;
const RUN_OF_LETTERS = 2;
/** Who has paused so often in this turn has shown a rhythm; a pause out of it is the end. */
const RHYTHM = 2;
const OUT_OF_RHYTHM = 1.4;
const MARGIN_MS = 150;

export const dictation: EndpointStrategy = (facts, waits) => {
  if (!inProgress(facts)) return null;
  if (facts.turnPauses.length < RHYTHM) return waits.dictation;
  return Math.min(waits.dictation, Math.max(...facts.turnPauses) * OUT_OF_RHYTHM + MARGIN_MS);
};

function inProgress(facts: EndpointFacts): boolean {
  const { asks, words, verdict, language } = facts;
  if (verdict === 'complete' || words.length === 0) return false;
  const { letters, phoneDigits } = language.hear;
  const last = words.at(-1)!;
  if (/\S@\S+\.\p{L}{2,}\W*$/u.test(facts.text)) return false;
  if (asks !== null && endsWith(words, letters.marks)) return true;
  switch (asks) {
    case 'digits':
      return facts.digits === null ? isNumber(last, facts) : dictated(facts) < facts.digits.min;
    case 'phone':
      return dictated(facts) < phoneDigits;
    case 'email':
      return !(words.some((word) => letters.at.includes(word)) && endsWith(words, letters.endings));
    case 'spelling':
      return isLetter(last, facts);
    default:
      if (run(words, (word) => isLetter(word, facts)) >= RUN_OF_LETTERS) return true;
      return run(words, (word) => isDigit(word, facts)) >= RUN_OF_DIGITS && dictated(facts) < phoneDigits;
  }
}

/** Words from the first number on: one that was misheard counts too. */
function dictated(facts: EndpointFacts): number {
  const first = facts.words.findIndex((word) => isNumber(word, facts));
  return first < 0 ? 0 : facts.words.length - first;
}

function isDigit(word: string, { language }: EndpointFacts): boolean {
  return Object.hasOwn(DIGIT_WORDS, word) || endsWith([word], language.hear.digits);
}

function isNumber(word: string, facts: EndpointFacts): boolean {
  return isDigit(word, facts) || endsWith([word], facts.language.hear.pairs);
}

function isLetter(word: string, { language }: EndpointFacts): boolean {
  return (
    (/^\p{L}$/u.test(word) && word !== 'a' && word !== 'i') || endsWith([word], language.hear.letters.names)
  );
}

/** How many words at the end are such. */
function run(words: readonly string[], is: (word: string) => boolean): number {
  const other = words.findLastIndex((word) => !is(word));
  return words.length - 1 - other;
}
