/**
 * ElevenLabs' default voices and the languages of its models.
 *
 * Source: https://elevenlabs.io/docs/capabilities/voices (default voices) and https://elevenlabs.io/docs/models. A voice
 * speaks every language of the model; an account's own and library voices are used by their id as well.
 */
import type { Voice } from '#models';

/** Multilingual v2; the 2.5 models speak three more. */
const MULTILINGUAL = [
  ...['en', 'ja', 'zh', 'de', 'hi', 'fr', 'ko', 'pt', 'it', 'es', 'id', 'nl', 'tr', 'fil', 'pl', 'sv', 'bg'],
  ...['ro', 'ar', 'cs', 'el', 'fi', 'hr', 'ms', 'sk', 'da', 'ta', 'uk', 'ru'],
];
const WIDEST = [...MULTILINGUAL, 'hu', 'no', 'vi'];

/** Bare languages of a model; the widest list for models not known here, the vendor then decides. */
export function elevenLabsLanguages(model: string): readonly string[] {
  if (/^eleven_(flash|turbo)_v2$|^eleven_monolingual_v1$/.test(model)) return ['en'];
  return model === 'eleven_multilingual_v2' ? MULTILINGUAL : WIDEST;
}

/** The voices, each with the languages of the model. */
export function elevenLabsVoices(languages: readonly string[]): Voice[] {
  return VOICES.map((voice) => ({ ...voice, languages }));
}

function voice(id: string, gender: Voice['gender'], description: string): Omit<Voice, 'languages'> {
  return { id, gender, description };
}

const VOICES = [
  voice('EXAVITQu4vr4xnSDxMaL', 'female', 'Sarah: American woman, young, reassuring.'),
  voice('21m00Tcm4TlvDq8ikWAM', 'female', 'Rachel: American woman, young, calm.'),
  voice('cgSgspJ2msm6clMCkdW9', 'female', 'Jessica: American woman, young, playful and bright.'),
  voice('FGY2WhTYpPnrIDTdsKH5', 'female', 'Laura: American woman, young, enthusiastic.'),
  voice('XrExE9yKIg1WjnnlVkGX', 'female', 'Matilda: American woman, middle-aged, professional.'),
  voice('Xb7hH8MSUJpSbSDYk0k2', 'female', 'Alice: British woman, middle-aged, clear.'),
  voice('pFZP5JQG7iQjIQuC4Bku', 'female', 'Lily: British woman, middle-aged, velvety.'),
  voice('SAz9YHcvj6GT2YYXdXww', 'neutral', 'River: American, middle-aged, relaxed.'),
  voice('nPczCjzI2devNBz1zQrb', 'male', 'Brian: American man, middle-aged, deep.'),
  voice('cjVigY5qzO86Huf0OWal', 'male', 'Eric: American man, middle-aged, smooth.'),
  voice('iP95p4xoKVk53GoZ742B', 'male', 'Chris: American man, middle-aged, down to earth.'),
  voice('TX3LPaxmHKxFdv7VOQHJ', 'male', 'Liam: American man, young, energetic.'),
  voice('bIHbv24MWmeRgasZH58o', 'male', 'Will: American man, young, relaxed.'),
  voice('pqHfZKP75CvOlQylNhV4', 'male', 'Bill: American man, old, wise.'),
  voice('JBFqnCBsd6RMkjVDRZzb', 'male', 'George: British man, middle-aged, warm.'),
  voice('onwK4e9ZLuTAKqWW03F9', 'male', 'Daniel: British man, middle-aged, steady.'),
  voice('IKne3meq5aSn9XLyUdCD', 'male', 'Charlie: Australian man, young, deep.'),
];
