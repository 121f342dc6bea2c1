/** Gemini Live as a speech-to-speech model (ai.google.dev/gemini-api/docs/live-api, ai.google.dev/api/live). */
import type { ModelError, RealtimeModel, Voice } from '#models';
import { createRealtimeModel } from '../shared/realtime-model.ts';
import { toldError } from '../shared/vendor-faults.ts';
import type { VendorOptions } from '../vendor.ts';
import { GeminiLiveTranslator } from './realtime-translator.ts';

const PROVIDER = 'gemini';
const BASE = 'https://generativelanguage.googleapis.com';
const SERVICE = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
const MODEL = 'gemini-3.8-live';

const VOICES: readonly Voice[] = (
  [
    ['Kore', 'female', 'Firm.'],
    ['Aoede', 'female', 'Breezy.'],
    ['Leda', 'female', 'Youthful.'],
    ['Zephyr', 'female', 'Bright.'],
    ['Puck', 'male', 'Upbeat.'],
    ['Charon', 'male', 'Informative.'],
    ['Fenrir', 'male', 'Excitable.'],
    ['Orus', 'male', 'Firm.'],
  ] as const
).map(([id, gender, description]) => ({ id, languages: ['*'], gender, description }));

/** Makes the model; nothing is contacted before `open`. @throws ModelError `auth`, `bad-request` */
export function createGeminiLive(options: VendorOptions): RealtimeModel {
  const { model = MODEL, apiKey, url = BASE } = options;
  return createRealtimeModel(options, {
    provider: PROVIDER,
    modelId: model,
    capabilities: { languages: ['*'], voices: VOICES, truncate: false, verbatim: false },
    url: `${url.replace(/\/+$/, '')}${SERVICE}`,
    headers: { 'x-goog-api-key': apiKey },
    takesTemperature: true,
    translator: () => new GeminiLiveTranslator(PROVIDER, model),
    hungUp,
  });
}

/** The service says what is wrong only in the close frame: 1007 and 1008 for us, 1011 for itself. */
function hungUp(code: number, reason: string): ModelError | null {
  if (![1007, 1008, 1011].includes(code) || reason === '') return null;
  return toldError(PROVIDER, String(code), reason);
}
