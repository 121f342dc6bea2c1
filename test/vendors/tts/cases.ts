/** The six vendors as the table of tests needs them. */
import { realClock, silentLogger, type Clock } from '#kernel';
import type { TtsModel, TtsRequest } from '#models';
import {
  createAzureTts,
  createCartesiaTts,
  createDeepgramTts,
  createElevenLabsTts,
  createGoogleTts,
  createOpenAiTts,
} from '#providers';
import { DEFAULT_KEY, type TtsVendor } from './index.ts';

export interface TtsCase {
  readonly vendor: TtsVendor;
  readonly voice: string;
  /** Words come with times. */
  readonly timed: boolean;
  /** The audio is resampled on its way. */
  readonly resampled: boolean;
  /** What the vendor's `told` error means. */
  readonly told: string;
  /** A speed that is beyond the vendor's range. */
  readonly tooFast: number;
  readonly socket: boolean;
  create(options: { url: string; apiKey: string; clock: Clock }): TtsModel;
}

const logger = silentLogger;
export const TTS_CASES: readonly TtsCase[] = [
  {
    vendor: 'elevenlabs',
    voice: 'EXAVITQu4vr4xnSDxMaL',
    ...{ timed: true, resampled: false, told: 'quota', tooFast: 1.3, socket: true },
    create: (options) => createElevenLabsTts({ ...options, logger }),
  },
  {
    vendor: 'openai',
    voice: 'marin',
    ...{ timed: false, resampled: true, told: 'bad-request', tooFast: 4.5, socket: false },
    create: (options) => createOpenAiTts({ ...options, logger }),
  },
  {
    vendor: 'cartesia',
    voice: 'f786b574-daa5-4673-aa0c-cbe3e8534c02',
    ...{ timed: true, resampled: false, told: 'bad-request', tooFast: 1.6, socket: true },
    create: (options) => createCartesiaTts({ ...options, logger }),
  },
  {
    vendor: 'deepgram',
    voice: 'aura-2-thalia-en',
    ...{ timed: false, resampled: false, told: 'bad-request', tooFast: 1.6, socket: true },
    create: (options) => createDeepgramTts({ ...options, logger }),
  },
  {
    vendor: 'google',
    voice: 'en-US-Neural2-F',
    ...{ timed: true, resampled: false, told: 'bad-request', tooFast: 2.5, socket: false },
    create: (options) => createGoogleTts({ ...options, logger }),
  },
  {
    vendor: 'azure',
    voice: 'en-US-JennyNeural',
    ...{ timed: false, resampled: false, told: 'bad-request', tooFast: 2.5, socket: false },
    create: (options) => createAzureTts({ ...options, logger }),
  },
];

export function modelFor(
  { create }: TtsCase,
  server: { readonly url: string },
  options: { apiKey?: string; clock?: Clock } = {},
): TtsModel {
  const { apiKey = DEFAULT_KEY, clock = realClock } = options;
  return create({ url: server.url, apiKey, clock });
}

export function requestOf({ voice }: TtsCase, text: string, more: Partial<TtsRequest> = {}): TtsRequest {
  return { text, voice, language: 'en-US', speed: 1, ...more };
}
