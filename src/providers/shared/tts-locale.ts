/** Languages as vendors with a locale in each voice want them. Pure. */
import { baseLanguage } from './tts-rules.ts';

/** The region that a bare language means most often on the telephone. */
const REGIONS: Readonly<Record<string, string>> = {
  ...{ en: 'US', es: 'ES', fr: 'FR', de: 'DE', it: 'IT', pt: 'BR', nl: 'NL', pl: 'PL', ro: 'RO' },
  ...{ zh: 'CN', hi: 'IN', ja: 'JP', sv: 'SE', da: 'DK', cs: 'CZ', el: 'GR', uk: 'UA', ko: 'KR', ar: 'SA' },
  ...{ he: 'IL', vi: 'VN', no: 'NO', nb: 'NO', ca: 'ES', bn: 'IN', ta: 'IN', te: 'IN', sl: 'SI', et: 'EE' },
};

/** A language with its region: `es-MX` stays, `es` is `es-ES`. */
export function withRegion(language: string): string {
  const [base, region] = [baseLanguage(language), language.split(/[-_]/).at(-1)!];
  if (region.length === 2 && /[-_]/.test(language)) return `${base}-${region.toUpperCase()}`;
  return `${base}-${REGIONS[base] ?? base.toUpperCase()}`;
}

/** The locale that a voice's name begins with, e.g. `es-MX` of `es-MX-DaliaNeural`; `null`: none. */
export function localeOfVoice(voice: string): string | null {
  return /^[a-z]{2,3}(-[A-Za-z]{4})?-[A-Z]{2}(?=-)/.exec(voice)?.[0] ?? null;
}

/** Do both mean one language? Mandarin is `zh` to some and `cmn` to others, Norwegian `no` and `nb`. */
export function sameLanguage(one: string, other: string): boolean {
  const same: Readonly<Record<string, string>> = { cmn: 'zh', nb: 'no' };
  const [a, b] = [baseLanguage(one), baseLanguage(other)];
  return (same[a] ?? a) === (same[b] ?? b);
}
