/** ElevenLabs' voices. */
import type { TtsModel } from '#models';
import { apiBase, socketBase } from '../shared/tts-rules.ts';
import { createSocketTts } from '../shared/tts-socket-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { elevenLabsTts } from './tts-protocol.ts';

const BASE = 'https://api.elevenlabs.io/v1';
const MODEL = 'eleven_flash_v2_5';

/**
 * Words are timed. The default model is the fastest one, `eleven_flash_v2_5`; speed 0.7 to 1.2.
 * @throws ModelError `bad-request` for a key or URL that cannot be used.
 */
export function createElevenLabsTts(options: VendorOptions): TtsModel {
  const base = socketBase(apiBase('elevenlabs', options, BASE));
  return createSocketTts(elevenLabsTts(base, options.apiKey, options.model ?? MODEL), options);
}
