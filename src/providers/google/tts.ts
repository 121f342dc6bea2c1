/** Google's voices. */
import type { TtsModel } from '#models';
import { createHttpTts } from '../shared/tts-http-model.ts';
import { apiBase } from '../shared/tts-rules.ts';
import type { VendorOptions } from '../vendor.ts';
import { googleTts } from './tts-protocol.ts';

const BASE = 'https://texttospeech.googleapis.com';

/**
 * An utterance comes whole. Words of Neural2, Wavenet and Standard voices are timed. A voice names its own model; only
 * Gemini's voices (`Kore`) need `model`, e.g. `gemini-2.5-flash-tts`.
 * @throws ModelError `bad-request` for a key or URL that cannot be used.
 */
export function createGoogleTts(options: VendorOptions): TtsModel {
  const base = apiBase('google', options, BASE);
  return createHttpTts(googleTts(base, options.apiKey, options.model), options);
}
