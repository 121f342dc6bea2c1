/** Languages as everybody spells them, to BCP 47; the region is kept, since es-MX is not es-ES. Pure. */

/** Names that people and other platforms write, in English and in the language itself, to ISO 639-1. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ english: 'en', ingles: 'en', englisch: 'en', anglais: 'en', inglese: 'en' },
  ...{ spanish: 'es', espanol: 'es', castellano: 'es', spanisch: 'es', espagnol: 'es', castilian: 'es' },
  ...{ french: 'fr', francais: 'fr', frances: 'fr', franzosisch: 'fr' },
  ...{ german: 'de', deutsch: 'de', aleman: 'de', allemand: 'de' },
  ...{ italian: 'it', italiano: 'it', italienisch: 'it' },
  ...{ portuguese: 'pt', portugues: 'pt', brazilian: 'pt-BR', brasileiro: 'pt-BR' },
  ...{ dutch: 'nl', nederlands: 'nl', flemish: 'nl-BE', vlaams: 'nl-BE' },
  ...{ polish: 'pl', polski: 'pl', romanian: 'ro', romana: 'ro' },
  ...{ chinese: 'zh', mandarin: 'zh', 中文: 'zh', 普通话: 'zh', cantonese: 'yue', hindi: 'hi', हिन्दी: 'hi' },
  ...{ japanese: 'ja', 日本語: 'ja', swedish: 'sv', svenska: 'sv', norwegian: 'no', norsk: 'no' },
  ...{ danish: 'da', dansk: 'da', finnish: 'fi', suomi: 'fi', turkish: 'tr', turkce: 'tr' },
  ...{ russian: 'ru', русскии: 'ru', ukrainian: 'uk', українська: 'uk', greek: 'el', arabic: 'ar' },
  ...{ korean: 'ko', 한국어: 'ko', catalan: 'ca', catala: 'ca', czech: 'cs', hungarian: 'hu' },
  ...{ vietnamese: 'vi', indonesian: 'id', hebrew: 'he', thai: 'th', bulgarian: 'bg', slovak: 'sk' },
};

/** Regions as words, as they stand behind a language: `Spanish (Mexico)`. */
const REGIONS: Readonly<Record<string, string>> = {
  ...{ mexico: 'MX', mexican: 'MX', spain: 'ES', espana: 'ES', argentina: 'AR', colombia: 'CO', chile: 'CL' },
  ...{ 'latin america': '419', latam: '419', 'united states': 'US', usa: 'US', us: 'US', american: 'US' },
  ...{ 'united kingdom': 'GB', uk: 'GB', gb: 'GB', british: 'GB', 'great britain': 'GB', australia: 'AU' },
  ...{ australian: 'AU', india: 'IN', indian: 'IN', canada: 'CA', canadian: 'CA', ireland: 'IE' },
  ...{ 'new zealand': 'NZ', brazil: 'BR', brasil: 'BR', brazilian: 'BR', portugal: 'PT', france: 'FR' },
  ...{ belgium: 'BE', switzerland: 'CH', austria: 'AT', germany: 'DE', italy: 'IT', netherlands: 'NL' },
  ...{ china: 'CN', mainland: 'CN', taiwan: 'TW', 'hong kong': 'HK', japan: 'JP', sweden: 'SE' },
  ...{ poland: 'PL', romania: 'RO', peru: 'PE', korea: 'KR' },
};

/** Codes that were renamed, or that APIs use for something else. */
const CODES: Readonly<Record<string, string>> = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  cn: 'zh',
  jp: 'ja',
  cmn: 'zh',
};
/** ISO 639-2 codes of the languages above. */
const THREE: Readonly<Record<string, string>> = {
  ...{ eng: 'en', spa: 'es', fra: 'fr', fre: 'fr', deu: 'de', ger: 'de', ita: 'it', por: 'pt', nld: 'nl' },
  ...{ dut: 'nl', pol: 'pl', ron: 'ro', rum: 'ro', zho: 'zh', chi: 'zh', hin: 'hi', jpn: 'ja', swe: 'sv' },
};

/**
 * A language in BCP 47 with its subtags in their usual case; `null` for what is no language.
 * @example normaliseLocale('es_MX') // 'es-MX'
 * @example normaliseLocale('Spanish (Mexico)') // 'es-MX'
 * @example normaliseLocale('EN') // 'en'
 */
export function normaliseLocale(text: string): string | null {
  const plain = text.trim();
  if (plain === '' || plain.length > 60) return null;
  return ofName(plain) ?? ofTag(plain);
}

/** The language without region and script, lower case: `es` of `es-MX`. */
export function baseLanguage(locale: string): string {
  const base = locale.split(/[-_]/, 1)[0]!.toLowerCase();
  return THREE[base] ?? CODES[base] ?? base;
}

/** The region of a tag, upper case; `null` when it names none. */
export function regionOf(locale: string): string | null {
  const [, ...rest] = locale.split(/[-_]/);
  return rest.find((part) => /^([A-Za-z]{2}|\d{3})$/.test(part))?.toUpperCase() ?? null;
}

function ofTag(text: string): string | null {
  const [first = '', ...rest] = text.replace(/\.[\w-]+$|@.*$/g, '').split(/[-_]/);
  if (!/^[A-Za-z]{2,3}$/.test(first) || rest.some((part) => !/^[A-Za-z0-9]{2,8}$/.test(part))) return null;
  return [baseLanguage(first), ...rest.map(caseOf)].join('-');
}

/** RFC 5646, section 2.1.1: scripts in title case, regions in upper case, everything else in lower case. */
function caseOf(part: string): string {
  if (/^[A-Za-z]{4}$/.test(part)) return part[0]!.toUpperCase() + part.slice(1).toLowerCase();
  return part.length === 2 ? part.toUpperCase() : part.toLowerCase();
}

/** `Spanish`, `Spanish (Mexico)`, `Mexican Spanish`, `English - US`, `español`. */
function ofName(text: string): string | null {
  const words = plainWords(text);
  const name = words.find((word) => Object.hasOwn(NAMES, word));
  if (name === undefined) return null;
  const known = NAMES[name]!;
  const rest = words.filter((word) => word !== name).join(' ');
  if (rest === '') return known;
  const region = REGIONS[rest] ?? (/^[a-z]{2}$/.test(rest) ? rest.toUpperCase() : undefined);
  return region === undefined ? known : `${baseLanguage(known)}-${region}`;
}

function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}
