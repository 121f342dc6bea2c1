/** BCP 47 tags in the spellings that vendors take. Pure. */

/** `es-MX` is `es`; what is no tag at all is given back as it is, for the vendor to refuse. */
export function bareLanguage(tag: string): string {
  return (tag.split(/[-_]/)[0] ?? tag).toLowerCase();
}

/** `es_mx` is `es-MX`: language in lower case, region in upper case; scripts and extensions are left out. */
export function languageAndRegion(tag: string): string {
  const [language = tag, ...rest] = tag.split(/[-_]/);
  const region = rest.find((part) => /^([a-z]{2}|\d{3})$/i.test(part));
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${region.toUpperCase()}`;
}

/** Regions of languages for vendors that know no language without one. */
const LOCALES: Readonly<Record<string, string>> = {
  en: 'en-US',
  es: 'es-ES',
  fr: 'fr-FR',
  de: 'de-DE',
  it: 'it-IT',
  pt: 'pt-PT',
  nl: 'nl-NL',
  pl: 'pl-PL',
  ro: 'ro-RO',
  zh: 'zh-CN',
  hi: 'hi-IN',
  ja: 'ja-JP',
  sv: 'sv-SE',
};

/** A tag with a region: its own, else the language's usual one. Latin America (`es-419`) is heard as Mexico. */
export function locale(tag: string): string {
  const plain = languageAndRegion(tag);
  if (plain === 'es-419') return 'es-MX';
  return LOCALES[plain] ?? plain;
}
