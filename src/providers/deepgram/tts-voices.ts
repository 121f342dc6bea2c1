/** Deepgram's Aura-2 voices. Source: https://developers.deepgram.com/docs/tts-models. */
import type { Voice } from '#models';

export const DEEPGRAM_LANGUAGES = ['en', 'es', 'de', 'fr', 'nl', 'it', 'ja'];

function voice(name: string, language: string, gender: Voice['gender'], description: string): Voice {
  const id = `aura-2-${name}-${language.split('-')[0]}`;
  return { id, languages: [language], gender, description };
}

export const DEEPGRAM_VOICES: readonly Voice[] = [
  voice('thalia', 'en-US', 'female', 'Thalia: American woman, clear, confident, energetic.'),
  voice('andromeda', 'en-US', 'female', 'Andromeda: American woman, casual, expressive.'),
  voice('helena', 'en-US', 'female', 'Helena: American woman, caring, friendly.'),
  voice('asteria', 'en-US', 'female', 'Asteria: American woman, clear, knowledgeable.'),
  voice('luna', 'en-US', 'female', 'Luna: American woman, friendly, natural.'),
  voice('apollo', 'en-US', 'male', 'Apollo: American man, confident, casual.'),
  voice('arcas', 'en-US', 'male', 'Arcas: American man, natural, smooth.'),
  voice('aries', 'en-US', 'male', 'Aries: American man, warm, energetic.'),
  voice('orpheus', 'en-US', 'male', 'Orpheus: American man, professional, clear.'),
  voice('draco', 'en-GB', 'male', 'Draco: British man, warm, trustworthy.'),
  voice('pandora', 'en-GB', 'female', 'Pandora: British woman, smooth, calm.'),
  voice('theia', 'en-AU', 'female', 'Theia: Australian woman, expressive, sincere.'),
  voice('hyperion', 'en-AU', 'male', 'Hyperion: Australian man, caring, warm.'),
  voice('celeste', 'es-CO', 'female', 'Celeste: Colombian woman, clear, energetic.'),
  voice('estrella', 'es-MX', 'female', 'Estrella: Mexican woman, natural, calm.'),
  voice('javier', 'es-MX', 'male', 'Javier: Mexican man, professional, calm.'),
  voice('nestor', 'es-ES', 'male', 'Nestor: Spanish man, calm, professional.'),
  voice('diana', 'es-ES', 'female', 'Diana: Spanish woman, professional, confident.'),
  voice('viktoria', 'de', 'female', 'Viktoria: German woman, cheerful, charismatic.'),
  voice('julius', 'de', 'male', 'Julius: German man, casual, engaging.'),
  voice('agathe', 'fr', 'female', 'Agathe: French woman.'),
  voice('hector', 'fr', 'male', 'Hector: French man.'),
  voice('rhea', 'nl', 'female', 'Rhea: Dutch woman.'),
  voice('sander', 'nl', 'male', 'Sander: Dutch man.'),
  voice('livia', 'it', 'female', 'Livia: Italian woman.'),
  voice('dionisio', 'it', 'male', 'Dionisio: Italian man.'),
  voice('izanami', 'ja', 'female', 'Izanami: Japanese woman.'),
  voice('fujin', 'ja', 'male', 'Fujin: Japanese man.'),
];
