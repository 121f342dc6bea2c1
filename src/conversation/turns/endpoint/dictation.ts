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

export const dictation: EndpointStrategy = (facts, waits) => (inProgress(facts) ? waits.dictation : null);

function inProgress(facts: EndpointFacts): boolean {
  const { asks, words, verdict, language } = facts;
  if (verdict === 'complete' || words.length === 0) return false;
  const { letters, phoneDigits } = language.hear;
  const last = words.at(-1)!;
  if (/\S@\S+\.\p{L}{2,}\W*$/u.test(facts.text)) return false;
  if (endsWith(words, letters.marks)) return true;
  const digits = words.filter((word) => isDigit(word, facts)).length;
  switch (asks) {
    case 'digits':
      return digits < (facts.digits?.min ?? RUN_OF_DIGITS) || (facts.digits === null && isDigit(last, facts));
    case 'phone':
      return digits < phoneDigits;
    case 'email':
      return !(words.some((word) => letters.at.includes(word)) && endsWith(words, letters.endings));
    case 'spelling':
      return isLetter(last, facts);
    default:
      if (run(words, (word) => isLetter(word, facts)) >= RUN_OF_LETTERS) return true;
      return run(words, (word) => isDigit(word, facts)) >= RUN_OF_DIGITS && digits < phoneDigits;
  }
}

function isDigit(word: string, { language }: EndpointFacts): boolean {
  return Object.hasOwn(DIGIT_WORDS, word) || endsWith([word], language.hear.digits);
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
