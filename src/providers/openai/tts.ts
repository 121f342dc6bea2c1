/** OpenAI's voices. */
import type { TtsModel } from '#models';
import { createHttpTts } from '../shared/tts-http-model.ts';
import { apiBase } from '../shared/tts-rules.ts';
import type { VendorOptions } from '../vendor.ts';
import { openAiTts } from './tts-protocol.ts';

const BASE = 'https://api.openai.com/v1';
const MODEL = 'gpt-4o-mini-tts';

/**
 * Streamed PCM of 24 kHz, resampled. Words are not timed. Servers that speak the same API are reached by `url`.
 * @throws ModelError `bad-request` for a key or URL that cannot be used.
 */
export function createOpenAiTts(options: VendorOptions): TtsModel {
  const base = apiBase('openai', options, BASE);
  return createHttpTts(openAiTts(base, options.apiKey, options.model ?? MODEL), options);
}
