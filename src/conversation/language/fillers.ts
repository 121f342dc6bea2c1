/** What a person says while thinking of an answer, by base language. */
const FILLERS: Readonly<Record<string, string>> = {
  en: 'Mm, let me see.',
  es: 'Mm, déjeme ver.',
  fr: 'Hum, voyons voir.',
  de: 'Hm, einen Moment.',
  it: 'Mm, vediamo.',
  pt: 'Hum, deixe-me ver.',
  nl: 'Hm, even kijken.',
  pl: 'Hm, chwileczkę.',
  ro: 'Hm, să vedem.',
  sv: 'Hm, låt mig se.',
  hi: 'हम्म, देखते हैं।',
  ja: 'ええと、そうですね。',
  zh: '嗯，让我想想。',
};

/** `null`: a language that has none. */
export function fillerOf(base: string): string | null {
  return FILLERS[base] ?? null;
}
