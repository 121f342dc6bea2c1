/** The languages that dial's clients may name. */
export const LANGUAGES = [
  'en-US',
  'en-GB',
  'es-MX',
  'es-ES',
  'pt-PT',
  'de-DE',
  'fr-FR',
  'pl-PL',
  'ro-RO',
  'it-IT',
  'es-CO',
  'zh-CN',
  'hi-IN',
  'ja-JP',
  'sv-SE',
] as const;
