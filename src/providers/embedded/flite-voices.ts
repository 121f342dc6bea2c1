/** The voices that Flite carries inside its WASM module. */
import type { Voice } from '#models';

/** All speak US English words; Flite has no other language. */
const LANGUAGES = ['en'];

/** A voice and the engine's name for it. */
export interface FliteVoice extends Voice {
  readonly engineName: string;
}

export const FLITE_VOICES: readonly FliteVoice[] = [
  {
    id: 'slt',
    engineName: 'slt',
    languages: LANGUAGES,
    gender: 'female',
    description: 'American woman, clear and even; the default.',
  },
  {
    id: 'rms',
    engineName: 'rms',
    languages: LANGUAGES,
    gender: 'male',
    description: 'American man, the most intelligible of the four.',
  },
  {
    id: 'awb',
    engineName: 'awb',
    languages: LANGUAGES,
    gender: 'male',
    description: 'Scottish man.',
  },
  {
    id: 'kal',
    engineName: 'kal16',
    languages: LANGUAGES,
    gender: 'male',
    description: 'American man, an older and robotic sound, made in a tenth of the time.',
  },
];
