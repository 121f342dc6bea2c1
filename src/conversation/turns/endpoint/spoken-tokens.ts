/** Single words of what is dictated: digits, numbers, letters. */
import { DIGIT_WORDS } from '#models';
import type { Language } from '../../language/index.ts';
import { endsWith } from './tail.ts';

export function isDigit(word: string, { hear }: Language): boolean {
  return Object.hasOwn(DIGIT_WORDS, word) || endsWith([word], hear.digits);
}

/** A digit, or a larger number that is dictated in pairs ("fifteen", "twenty"). */
export function isNumber(word: string, language: Language): boolean {
  return isDigit(word, language) || endsWith([word], language.hear.pairs);
}

export function isLetter(word: string, { hear }: Language): boolean {
  // "I", "a", Spanish "y" are words.
  const letter = /^\p{L}$/u.test(word) && !endsWith([word], hear.openEnds);
  return letter || endsWith([word], hear.letters.names);
}
