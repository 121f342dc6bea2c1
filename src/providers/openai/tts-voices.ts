/**
 * OpenAI's built-in voices. Source: https://developers.openai.com/api/docs/guides/text-to-speech ("Voice options",
 * "Supported languages": those of Whisper; the voices are tuned for English). Genders are as they are heard.
 */
import type { Voice } from '#models';

export const OPENAI_LANGUAGES: readonly string[] = [
  ...['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'zh', 'hi', 'ja', 'sv', 'af', 'ar', 'hy', 'az'],
  ...['be', 'bs', 'bg', 'ca', 'hr', 'cs', 'da', 'et', 'fi', 'gl', 'el', 'he', 'hu', 'is', 'id', 'kn', 'kk'],
  ...['ko', 'lv', 'lt', 'mk', 'ms', 'mr', 'mi', 'ne', 'no', 'fa', 'ru', 'sr', 'sk', 'sl', 'sw', 'tl', 'ta'],
  ...['th', 'tr', 'uk', 'ur', 'vi', 'cy'],
];

function voice(id: string, gender: Voice['gender'], description: string): Voice {
  return { id, languages: OPENAI_LANGUAGES, gender, description };
}

const FIRST: readonly Voice[] = [
  voice('alloy', 'neutral', 'Alloy: even and clear.'),
  voice('ash', 'male', 'Ash: a man, warm and confident.'),
  voice('coral', 'female', 'Coral: a woman, bright and friendly.'),
  voice('echo', 'male', 'Echo: a man, calm.'),
  voice('fable', 'neutral', 'Fable: a storyteller, British.'),
  voice('nova', 'female', 'Nova: a woman, lively.'),
  voice('onyx', 'male', 'Onyx: a man, deep.'),
  voice('sage', 'female', 'Sage: a woman, gentle.'),
  voice('shimmer', 'female', 'Shimmer: a woman, soft.'),
];
const LATER: readonly Voice[] = [
  voice('marin', 'female', 'Marin: a woman, natural; of the best quality.'),
  voice('cedar', 'male', 'Cedar: a man, natural; of the best quality.'),
  voice('ballad', 'male', 'Ballad: a man, melodic.'),
  voice('verse', 'male', 'Verse: a man, expressive.'),
];

/** The voices of a model: `tts-1` and `tts-1-hd` have only the first nine. */
export function openAiVoices(model: string): readonly Voice[] {
  return model.startsWith('tts-1') ? FIRST : [...LATER, ...FIRST];
}
