/** The phrase table: one file a language. */
import { english } from './en.ts';
import { spanish } from './es.ts';
import type { Language } from './language.ts';

export type { Language } from './language.ts';

const LANGUAGES: readonly Language[] = [english, spanish];

/** The phrases of a BCP 47 tag's base language; English where there is no table yet. */
export function phrasesFor(tag: string): Language {
  const base = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language.base === base) ?? english;
}
