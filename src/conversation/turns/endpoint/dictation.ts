/**
 * Digits, letters and e-mail addresses are said in groups with pauses between them: until there is enough of them,
 * the callee is given time. Where the question does not tell, a run of digits or letters at the end does.
 */
import type { EndpointFacts, EndpointStrategy } from './facts.ts';
import { isDigit, isLetter, isNumber } from './spoken-tokens.ts';
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
  if (facts.asks === 'phone' && dictated(facts) === facts.language.hear.phoneDigits - 1) return waits.brief;
  if (facts.turnPauses.length < RHYTHM) return waits.dictation;
  return Math.min(waits.dictation, Math.max(...facts.turnPauses) * OUT_OF_RHYTHM + MARGIN_MS);
};

function inProgress(facts: EndpointFacts): boolean {
  const { asks, words, verdict, language } = facts;
  if (verdict === 'complete' || words.length === 0 || isAgreement(facts)) return false;
  const { letters, phoneDigits } = language.hear;
  const last = words.at(-1)!;
  if (/\S@\S+\.\p{L}{2,}\W*$/u.test(facts.text)) return false;
  if (asks !== null && endsWith(words, letters.marks)) return true;
  switch (asks) {
    case 'digits':
      return facts.digits === null ? isNumber(last, language) : dictated(facts) < facts.digits.min;
    case 'phone':
      return dictated(facts) < phoneDigits;
    case 'email':
      return !(words.some((word) => letters.at.includes(word)) && endsWith(words, letters.endings));
    case 'spelling':
      return isLetter(last, language);
    case 'past_date':
    case 'date':
    case 'time':
      return false;
    default:
      if (run(words, (word) => isLetter(word, language)) >= RUN_OF_LETTERS) return true;
      if (dictated(facts) >= phoneDigits) return false;
      return run(words, (word) => isDigit(word, language)) >= RUN_OF_DIGITS || isMixed(facts);
  }
}

/** "Yes please do that" to "Shall I send it by email?": the question named what it does not ask for. */
function isAgreement({ words, language }: EndpointFacts): boolean {
  const { yes, no, letters } = language.hear;
  const token = (word: string): boolean =>
    isNumber(word, language) || isLetter(word, language) || letters.marks.includes(word);
  return [...yes, ...no].includes(words[0]!) && words.length > 1 && !words.some(token);
}

/** Words from the first number on: one that was misheard counts too. */
function dictated(facts: EndpointFacts): number {
  const first = facts.words.findIndex((word) => isNumber(word, facts.language));
  return first < 0 ? 0 : facts.words.length - first;
}

/** Nothing but digits and letters, or two of them among the last three words, a letter with a digit: "b seven". */
function isMixed({ words, language }: EndpointFacts): boolean {
  const letter = (word: string): boolean => isLetter(word, language);
  const digit = (word: string): boolean => isDigit(word, language);
  if (words.length > 1 && words.every((word) => letter(word) || digit(word))) return true;
  const last = words.slice(-3);
  return last.some(letter) && digit(last.at(-1)!);
}

/** How many words at the end are such. */
function run(words: readonly string[], is: (word: string) => boolean): number {
  const other = words.findLastIndex((word) => !is(word));
  return words.length - 1 - other;
}
