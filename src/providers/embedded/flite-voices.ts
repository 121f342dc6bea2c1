/** The voices that Flite carries inside its WASM module. */
import type { Voice } from '#models';

/** All speak US English words; Flite has no other language. */
const LANGUAGES = ['en'];

export const FLITE_VOICES: readonly Voice[] = [
  {
    id: 'slt',
    languages: LANGUAGES,
    gender: 'female',
    description: 'American woman, clear and even; the default.',
  },
  {
    id: 'rms',
    languages: LANGUAGES,
    gender: 'male',
    description: 'American man, the most intelligible of the four.',
  },
  {
    id: 'awb',
    languages: LANGUAGES,
    gender: 'male',
    description: 'Scottish man.',
  },
  {
    id: 'kal',
    languages: LANGUAGES,
    gender: 'male',
    description: 'American man, an older and robotic sound, made in a tenth of the time.',
  },
];

/** The engine's names where they differ: its plain `kal` is the same voice at 8 kHz, less clear. */
export const ENGINE_NAMES: Readonly<Record<string, string>> = { kal: 'kal16' };
