/** Phrases found in what was recognised: by words, accents, case and punctuation ignored, numbers as keys. */
import type { MachinePhrases } from './phrases.ts';

type List = {
  [K in keyof MachinePhrases]: MachinePhrases[K] extends readonly string[] ? K : never;
}[keyof MachinePhrases];

/** Letters that do not decompose into one of the alphabet and a mark. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe' };

/**
 * The words of a text, keys as numerals: what is compared.
 * @example keyWords('Pulse uno.', spanish) // ['pulse', '1']
 */
export function keyWords(text: string, { digits }: Pick<MachinePhrases, 'digits'>): string[] {
  return text
    .toLowerCase()
    .replace(/[ßłøđæœ]/g, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{L}\p{N}*#]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const digit = digits.indexOf(word);
      return digit >= 0 ? String(digit) : word;
    });
}

const listed = new WeakMap<readonly string[], readonly string[]>();

/** A list as it is compared, each phrase between blanks. */
export function spelled(phrases: MachinePhrases, list: List): readonly string[] {
  const texts = phrases[list];
  const known = listed.get(texts);
  if (known) return known;
  const made = texts.map((text) => ` ${keyWords(text, phrases).join(' ')} `);
  listed.set(texts, made);
  return made;
}

/** The phrases of a list that a text holds. */
export function found(text: string, phrases: MachinePhrases, list: List): string[] {
  const said = ` ${keyWords(text, phrases).join(' ')} `;
  return spelled(phrases, list)
    .filter((phrase) => said.includes(phrase))
    .map((phrase) => phrase.trim());
}

/** Is the whole text one of the list's phrases, or does it end with one? */
export function endsWith(text: string, phrases: MachinePhrases, list: List): boolean {
  const said = ` ${keyWords(text, phrases).join(' ')} `;
  return spelled(phrases, list).some((phrase) => said.endsWith(phrase));
}
