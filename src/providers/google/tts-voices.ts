/**
 * Voices of Google Cloud Text-to-Speech. Source: https://docs.cloud.google.com/text-to-speech/docs/list-voices-and-types.
 * Neural2 and Wavenet voices time their words; Chirp 3 HD voices sound best.
 */
import type { Voice } from '#models';

export const GOOGLE_LANGUAGES: readonly string[] = [
  ...['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'zh', 'cmn', 'hi', 'ja', 'sv', 'ar', 'bn', 'bg'],
  ...['ca', 'cs', 'da', 'el', 'et', 'eu', 'fi', 'fil', 'gl', 'gu', 'he', 'hr', 'hu', 'id', 'is', 'kn', 'ko'],
  ...['lt', 'lv', 'ml', 'mr', 'ms', 'nb', 'no', 'pa', 'ru', 'sk', 'sl', 'sr', 'sw', 'ta', 'te', 'th', 'tr'],
  ...['uk', 'ur', 'vi', 'yue', 'af'],
];

const CHIRP_LOCALES = [
  ...['en-US', 'en-GB', 'en-AU', 'es-ES', 'es-US', 'fr-FR', 'fr-CA', 'de-DE', 'it-IT', 'pt-BR', 'nl-NL'],
  ...['pl-PL', 'ro-RO', 'cmn-CN', 'hi-IN', 'ja-JP', 'sv-SE'],
];
const CHIRP: readonly (readonly [string, Voice['gender']])[] = [
  ['Aoede', 'female'],
  ['Kore', 'female'],
  ['Leda', 'female'],
  ['Charon', 'male'],
  ['Fenrir', 'male'],
  ['Puck', 'male'],
];
/** Voices whose words are timed. */
const TIMED: readonly (readonly [string, Voice['gender']])[] = [
  ['en-US-Neural2-C', 'female'],
  ['en-US-Neural2-F', 'female'],
  ['en-US-Neural2-D', 'male'],
  ['en-US-Neural2-J', 'male'],
  ['en-GB-Neural2-A', 'female'],
  ['en-GB-Neural2-B', 'male'],
  ['es-ES-Neural2-A', 'female'],
  ['es-ES-Neural2-F', 'male'],
  ['es-US-Neural2-A', 'female'],
  ['es-US-Neural2-B', 'male'],
  ['fr-FR-Wavenet-A', 'female'],
  ['fr-FR-Wavenet-B', 'male'],
  ['de-DE-Wavenet-A', 'female'],
  ['de-DE-Wavenet-B', 'male'],
  ['it-IT-Neural2-A', 'female'],
  ['it-IT-Neural2-C', 'male'],
  ['pt-BR-Neural2-A', 'female'],
  ['pt-BR-Neural2-B', 'male'],
  ['nl-NL-Wavenet-A', 'female'],
  ['nl-NL-Wavenet-B', 'male'],
  ['pl-PL-Wavenet-A', 'female'],
  ['pl-PL-Wavenet-B', 'male'],
  ['ro-RO-Wavenet-A', 'female'],
  ['cmn-CN-Wavenet-A', 'female'],
  ['cmn-CN-Wavenet-B', 'male'],
  ['hi-IN-Neural2-A', 'female'],
  ['hi-IN-Neural2-B', 'male'],
  ['ja-JP-Neural2-B', 'female'],
  ['ja-JP-Neural2-C', 'male'],
  ['sv-SE-Wavenet-A', 'female'],
];

/** Google's `cmn-CN` is the world's `zh-CN`. */
function languageOf(voice: string): string {
  return voice.split('-').slice(0, 2).join('-').replace(/^cmn-/, 'zh-');
}

export const GOOGLE_VOICES: readonly Voice[] = [
  ...CHIRP_LOCALES.flatMap((locale) =>
    CHIRP.map(([name, gender]) => ({ id: `${locale}-Chirp3-HD-${name}`, gender, how: 'Chirp 3 HD' })),
  ),
  ...TIMED.map(([id, gender]) => ({ id, gender, how: 'words timed' })),
].map(({ id, gender, how }) => ({
  id,
  languages: [languageOf(id)],
  gender,
  description: `${id.split('-').at(-1)}: ${gender === 'female' ? 'a woman' : 'a man'}, ${languageOf(id)}; ${how}.`,
}));
