/** Texts as plain words: lower case, without accents and punctuation, numerals as they are. */
import { plainWords } from '#models';

export function plainText(text: string): string {
  return plainWords(text).join(' ');
}

/** Does the text hold one of the ways, as whole words? Both are plain. @param ways with `|` between them */
export function holdsAny(text: string, ways: string): boolean {
  return findAny(text, ways) !== null;
}

/** Where the first of the ways stands that the text holds: the words before and after it. */
export function findAny(
  text: string,
  ways: string,
): { readonly before: string; readonly after: string } | null {
  const said = ` ${text} `;
  for (const way of ways.split('|')) {
    const words = plainText(way);
    const at = words === '' ? -1 : said.indexOf(` ${words} `);
    if (at >= 0) return { before: said.slice(0, at).trim(), after: said.slice(at + words.length + 2).trim() };
  }
  return null;
}
