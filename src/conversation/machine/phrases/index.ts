/** The phrases of a language. Carriers announce in English anywhere, so English stands behind every other. */
import { dutch } from './nl.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { german } from './de.ts';
import { italian } from './it.ts';
import type { MachinePhrases } from './phrases.ts';
import { polish } from './pl.ts';
import { portuguese } from './pt.ts';
import { romanian } from './ro.ts';
import { spanish } from './es.ts';

export { endsWith, found, keyWords, spelled } from './match.ts';
export type { MachinePhrases } from './phrases.ts';

const LANGUAGES: Readonly<Record<string, MachinePhrases>> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  it: italian,
  pt: portuguese,
  nl: dutch,
  pl: polish,
  ro: romanian,
};

/** @param language BCP 47. @returns its own phrases first, then the English ones. */
export function machinePhrases(language: string): readonly MachinePhrases[] {
  const own = LANGUAGES[language.toLowerCase().split('-')[0]!];
  return own && own !== english ? [own, english] : [english];
}
