/** Words as they are spoken in a language, numerals among them. */
import { plainWords, spokenWords, wordsWith } from '#models';
import type { Language } from './language.ts';
import { plainText } from './plain.ts';

/**
 * Like `spokenWords`, in the words of this language: below 100 as a number, else digit by digit.
 * @example wordsIn('a las 3', phrasesFor('es')) // ['a', 'las', 'tres']
 */
export function wordsIn(text: string, { base, values }: Language): string[] {
  if (base === 'en') return spokenWords(text);
  return wordsWith(text, values.numbers.say);
}

const made = new WeakMap<Language, Readonly<Record<string, string>>>();

/** Every word for one of the ten digits, and the digit. */
export function digitWordsOf(language: Language): Readonly<Record<string, string>> {
  const before = made.get(language);
  if (before) return before;
  const { atoms, dictated = {} } = language.values.numbers;
  const words = Array.from({ length: 10 }, (_, digit) => digit).flatMap((digit) =>
    (atoms[digit] ?? '')
      .split('|')
      .map(plainText)
      .filter((word) => word !== '' && plainWords(word).length === 1)
      .map((word) => [word, String(digit)] as const),
  );
  const further = Object.entries(dictated).map(([word, digit]) => [plainText(word), digit] as const);
  const found = Object.fromEntries([...words, ...further]);
  made.set(language, found);
  return found;
}
