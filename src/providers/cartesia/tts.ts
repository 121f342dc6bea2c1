/** Cartesia's voices. */
import type { TtsModel } from '#models';
import { createContextTts } from '../shared/tts-context-model.ts';
import { apiBase, socketBase } from '../shared/tts-rules.ts';
import type { VendorOptions } from '../vendor.ts';
import { cartesiaTts } from './tts-protocol.ts';

const BASE = 'https://api.cartesia.ai';
const MODEL = 'sonic-3';

/**
 * One socket carries all utterances at once. Words are timed. The default
 * model is `sonic-3`, whose speed can be set.
 * @throws ModelError `bad-request` for a key or URL that cannot be used.
 */
export function createCartesiaTts(options: VendorOptions): TtsModel {
  const base = socketBase(apiBase('cartesia', options, BASE));
  return createContextTts(cartesiaTts(base, options.apiKey, options.model ?? MODEL), options);
}
