/** The text search configuration of a language, by the names that PostgreSQL ships. */

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  ...{ ar: 'arabic', ca: 'catalan', da: 'danish', de: 'german', el: 'greek', en: 'english', es: 'spanish' },
  ...{ eu: 'basque', fi: 'finnish', fr: 'french', ga: 'irish', hi: 'hindi', hu: 'hungarian', hy: 'armenian' },
  ...{ id: 'indonesian', it: 'italian', lt: 'lithuanian', ne: 'nepali', nb: 'norwegian', no: 'norwegian' },
  ...{ nl: 'dutch', pt: 'portuguese', ro: 'romanian', ru: 'russian', sr: 'serbian', sv: 'swedish' },
  ...{ ta: 'tamil', tr: 'turkish', yi: 'yiddish' },
};

/** @param language BCP 47; one without stems of its own is searched by whole words */
export function regconfig(language: string): string {
  return CONFIGURATIONS[language.toLowerCase().split('-')[0]!] ?? 'simple';
}
