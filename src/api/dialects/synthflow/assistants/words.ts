/** Synthflow's words for languages, voices and models, and ours. */

/** Theirs to BCP 47. */
const TAGS: Readonly<Record<string, string>> = { multi: 'en-US', no: 'nb', 'zh-CN': 'zh-CN' };

/** Source: docs.synthflow.ai/openapi.json, `agent.language`. */
export const LANGUAGES: readonly string[] = [
  ...[
    'multi',
    'en-US',
    'bg',
    'cs',
    'de-DE',
    'el',
    'fi',
    'fr-FR',
    'es-ES',
    'hu',
    'it',
    'fr',
    'pt-BR',
    'nl-NL',
  ],
  ...[
    'hi',
    'zh-CN',
    'no',
    'sv-SE',
    'da',
    'da-DK',
    'id',
    'ja',
    'ko',
    'ms',
    'ro',
    'ru',
    'sk',
    'tr',
    'uk',
    'vi',
  ],
  ...['th', 'pl'],
];

export function tagOf(language: string): string {
  return TAGS[language] ?? language;
}

/** An agent of another API has its own tag. */
export function languageOf(tag: string): string {
  if (LANGUAGES.includes(tag)) return tag;
  const base = tag.split('-')[0]!;
  if (base === 'nb') return 'no';
  return LANGUAGES.find((one) => one.split('-')[0] === base) ?? tag;
}

/** `voice_synthesizer` and `fallback_model`, with or without the maker's name. */
export function synthesizerOf(model: string): string {
  return /^(multilingual_v2|turbo_v2|turbo_v2_5|flash_v2|flash_v2_5|v3)$/.test(model)
    ? `eleven_${model}`
    : model;
}

/** Theirs (0.7 to 1.2 and so on) of volume: 1 is as it comes. In dB, within what a line takes. */
export function decibels(volume: number): number {
  if (volume <= 0) return -30;
  return Math.max(-30, Math.min(12, Math.round(200 * Math.log10(volume)) / 10));
}
