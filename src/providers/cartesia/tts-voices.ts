/**
 * Cartesia's voices for agents, and the languages of its models.
 *
 * Source: https://docs.cartesia.ai/build-with-cartesia/capability-guides/choosing-a-voice and /build-with-cartesia/tts-models.
 * Voices speak other languages than their own too; those are named by their own.
 */
import type { Voice } from '#models';

const SONIC_2 = ['en', 'fr', 'de', 'es', 'pt', 'zh', 'ja', 'hi', 'it', 'ko', 'nl', 'pl', 'ru', 'sv', 'tr'];
const SONIC_3 = [
  ...SONIC_2,
  ...['tl', 'bg', 'ro', 'ar', 'cs', 'el', 'fi', 'hr', 'ms', 'sk', 'da', 'ta', 'uk', 'hu', 'no', 'vi', 'bn'],
  ...['th', 'he', 'ka', 'id', 'te', 'gu', 'kn', 'ml', 'mr', 'pa'],
];

/** Bare languages of a model; the widest list for models not known here, the vendor then decides. */
export function cartesiaLanguages(model: string): readonly string[] {
  return /^sonic(-2|-turbo|-english|-multilingual)?(-\d{4}|$)/.test(model) ? SONIC_2 : SONIC_3;
}

function voice(id: string, language: string, gender: Voice['gender'], description: string): Voice {
  return { id, languages: [language], gender, description };
}

export const CARTESIA_VOICES: readonly Voice[] = [
  voice(
    'f786b574-daa5-4673-aa0c-cbe3e8534c02',
    'en-US',
    'female',
    'Katie: American woman, clear, for agents.',
  ),
  voice('9626c31c-bec5-4cca-baa8-f8ba9e84c8bc', 'en-US', 'female', 'Jacqueline: American woman, confident.'),
  voice('6ccbfb76-1fc6-48f7-b71d-91ac6298247b', 'en-US', 'female', 'Tessa: American woman, expressive.'),
  voice('5ee9feff-1265-424a-9d7f-8e4d431a12c7', 'en-US', 'male', 'Ronald: American man, deep, for agents.'),
  voice('a167e0f3-df7e-4d52-a9c3-f949145efdab', 'en-US', 'male', 'Blake: American man, energetic.'),
  voice('a0e99841-438c-4a64-b679-ae501e7d6091', 'en-US', 'male', 'Barbershop Man: American man, casual.'),
  voice('f31cc6a7-c1e8-4764-980c-60a361443dd1', 'en-AU', 'female', 'Robyn: Australian woman, neutral.'),
  voice('5c5ad5e7-1020-476b-8b91-fdcbe9cc313c', 'es-MX', 'female', 'Daniela: Mexican woman, calm.'),
];
