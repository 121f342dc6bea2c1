/** Speech to text by Azure. */
import { randomHex, realRandom, type Random } from '#kernel';
import { ModelError, type SttModel } from '#models';
import { sttEndpoint, sttQuery } from '../shared/stt-endpoint.ts';
import { locale } from '../shared/stt-language.ts';
import { createStreamingStt } from '../shared/stt-model.ts';
import { toldError } from '../shared/vendor-faults.ts';
import type { VendorOptions } from '../vendor.ts';
import { AZURE, SpeechTranslator } from './stt-speech.ts';

export interface AzureSttOptions extends VendorOptions {
  /** For the ids of requests; the system's by default. */
  readonly random?: Random;
}

const PATH = '/speech/recognition/conversation/cognitiveservices/v1';

/**
 * `url` names the region and must be given: `https://westeurope.stt.speech.microsoft.com`, or any other address of
 * the resource (`…tts.speech…`, `…api.cognitive…`). `model` is the id of a custom endpoint; without it the language's
 * base model hears.
 * @throws ModelError `bad-request` without a URL, or for a URL or key that cannot be used.
 */
export function createAzureStt(options: AzureSttOptions): SttModel {
  if (options.url === undefined)
    throw new ModelError({
      provider: AZURE,
      fault: 'bad-request',
      message: `${AZURE}: the URL must name the region, e.g. https://westeurope.stt.speech.microsoft.com.`,
    });
  const { socket } = sttEndpoint(AZURE, { ...options, url: regionUrl(options.url) }, '');
  const random = options.random ?? realRandom;
  const newId = (): string => randomHex(random, 16);
  return createStreamingStt(
    {
      provider: AZURE,
      url: ({ language }) =>
        `${socket}${PATH}?${sttQuery({ language: locale(language), format: 'detailed', cid: options.model })}`,
      headers: { 'Ocp-Apim-Subscription-Key': options.apiKey, 'X-ConnectionId': newId() },
      // 100 ms; more than 8,192 bytes would be refused.
      pieceSamples: 800,
      fillsLastPiece: false,
      translate: (request) => new SpeechTranslator({ request, newId, now: () => options.clock.now() }),
      hungUp: (code, reason) => (code === 1007 || code >= 1011 ? toldError(AZURE, `${code}`, reason) : null),
    },
    { ...options, modelId: options.model ?? 'base', capabilities: { languages: ['*'] } },
  );
}

/** The recogniser's host in the region that any of the resource's addresses names. */
export function regionUrl(url: string): string {
  return url.replace(
    /^https:\/\/([a-z0-9-]+)\.(tts\.speech|api\.cognitive)\.microsoft\.com.*$/i,
    'https://$1.stt.speech.microsoft.com',
  );
}
