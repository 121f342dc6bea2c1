/** Deepgram's Aura voices. */
import type { TtsModel } from '#models';
import { apiBase, socketBase } from '../shared/tts-rules.ts';
import { createSocketTts } from '../shared/tts-socket-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { deepgramTts } from './tts-protocol.ts';

const BASE = 'https://api.deepgram.com/v1';
const MODEL = 'aura-2';

/**
 * A socket is used for up to 20 utterances of one voice and speed. Words are not timed. `model` is the family that the
 * voice's name begins with: `aura-2` (default) or `aura`.
 * @throws ModelError `bad-request` for a key or URL that cannot be used.
 */
export function createDeepgramTts(options: VendorOptions): TtsModel {
  const base = socketBase(apiBase('deepgram', options, BASE));
  return createSocketTts(deepgramTts(base, options.apiKey, options.model ?? MODEL), options);
}
