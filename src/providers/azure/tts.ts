/** Azure's voices. */
import type { TtsModel } from '#models';
import { createHttpTts } from '../shared/tts-http-model.ts';
import { apiBase, refuse } from '../shared/tts-rules.ts';
import type { VendorOptions } from '../vendor.ts';
import { azureTts } from './tts-protocol.ts';

const EXAMPLE = 'https://westeurope.tts.speech.microsoft.com';

/**
 * Streamed PCM of 8 kHz. Words are not timed. `url` is needed: a key belongs to one region. A voice names its own model,
 * so `model` may only be left out or `neural`.
 * @throws ModelError `bad-request` for a key, URL or model that cannot be used.
 */
export function createAzureTts(options: VendorOptions): TtsModel {
  if (options.url === undefined)
    throw refuse('azure', `The key of azure belongs to a region. Give its address as url, e.g. ${EXAMPLE}.`);
  if (options.model !== undefined && options.model !== 'neural')
    throw refuse('azure', `Azure's voices name their model. Leave the model "${options.model}" out.`);
  const base = apiBase('azure', { ...options, url: regionUrl(options.url) }, EXAMPLE);
  return createHttpTts(azureTts(base, options.apiKey), options);
}

/** The speaker's host in the region that any of the resource's addresses names, as the portal shows it. */
function regionUrl(url: string): string {
  const region = /^https:\/\/([a-z0-9]+)\.(stt\.speech|api\.cognitive)\.microsoft\.com/.exec(url)?.[1];
  return region === undefined ? url : `https://${region}.tts.speech.microsoft.com`;
}
