/** The phrase table: one file a language, regions where they speak otherwise. */
import { german } from './de.ts';
import { british, english } from './en.ts';
import { latinAmerican, mexican, spanish } from './es.ts';
import { french } from './fr.ts';
import { hindi } from './hi.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import type { Language } from './language.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { europeanPortuguese, portuguese } from './pt.ts';
import { romanian } from './ro.ts';
import { swedish } from './sv.ts';
import { chinese } from './zh.ts';

export type { Language } from './language.ts';
export { digitWordsOf, wordsIn } from './words.ts';

/** By base language; a region that is not listed speaks like `''`. */
const LANGUAGES: Readonly<Record<string, Readonly<Record<string, Language>> & { readonly '': Language }>> = {
  en: { '': english, gb: british, ie: british, au: british, nz: british, za: british, in: british },
  es: { '': latinAmerican, es: spanish, mx: mexican },
  fr: { '': french },
  de: { '': german },
  it: { '': italian },
  pt: { '': portuguese, pt: europeanPortuguese, ao: europeanPortuguese, mz: europeanPortuguese },
  nl: { '': dutch },
  pl: { '': polish },
  ro: { '': romanian },
  sv: { '': swedish },
  zh: { '': chinese },
  hi: { '': hindi },
  ja: { '': japanese },
};

/** The phrases of a BCP 47 tag's language and region; English where there is no table yet. */
export function phrasesFor(tag: string): Language {
  const [base = '', ...rest] = tag.toLowerCase().split(/[-_]/);
  const regions = LANGUAGES[base];
  if (!regions) return english;
  // Spanish of nowhere is that of Spain.
  if (base === 'es' && rest.length === 0) return spanish;
  return rest.map((part) => regions[part]).find((found) => found !== undefined) ?? regions[''];
}

/** Base languages that have a table. */
export const spokenLanguages: readonly string[] = Object.keys(LANGUAGES);
