/** How well what a model offers fits a wanted language: the exact region first, then the base language. Pure. */
import { baseLanguage, regionOf } from './locale.ts';

/** 3: the very region. 2: the language without a region, or any language. 1: another region of it. 0: not at all. */
export type LanguageFit = 0 | 1 | 2 | 3;

/** Of one offered tag; `*` fits any language. */
export function languageFit(offered: string, wanted: string): LanguageFit {
  if (offered === '*') return 2;
  if (baseLanguage(offered) !== baseLanguage(wanted)) return 0;
  const [has, wants] = [regionOf(offered), regionOf(wanted)];
  if (has === wants) return 3;
  return has === null || wants === null ? 2 : 1;
}

/** The best of several offered tags. */
export function bestFit(offered: readonly string[], wanted: string): LanguageFit {
  let best: LanguageFit = 0;
  for (const tag of offered) {
    const fit = languageFit(tag, wanted);
    if (fit > best) best = fit;
  }
  return best;
}

/** Does any of them speak the language, of whatever region? */
export function speaks(offered: readonly string[], wanted: string): boolean {
  return bestFit(offered, wanted) > 0;
}

/** In the order of their fit, those that do not fit left out; equals keep their order. */
export function byFit<T extends { readonly languages: readonly string[] }>(
  choices: readonly T[],
  wanted: string,
): T[] {
  return choices
    .map((choice) => ({ choice, fit: bestFit(choice.languages, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ choice }) => choice);
}
