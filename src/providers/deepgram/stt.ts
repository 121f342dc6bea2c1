/** Speech to text by Deepgram: Nova (words) and Flux (words and turns). */
import type { SttModel } from '#models';
import { sttEndpoint } from '../shared/stt-endpoint.ts';
import { createStreamingStt } from '../shared/stt-model.ts';
import { toldError } from '../shared/vendor-faults.ts';
import type { VendorOptions } from '../vendor.ts';
import { DEEPGRAM, novaQuery, NovaTranslator } from './stt-nova.ts';
import { fluxQuery, FluxTranslator } from './stt-flux.ts';

export interface DeepgramSttOptions extends VendorOptions {
  /** Silence after which Deepgram closes a segment by itself, ms. Default `false`: only at `finalize`. */
  readonly endpointing?: number | false;
}

export interface DeepgramFluxOptions extends VendorOptions {
  /** Certainty from which a turn is over, 0.5 to 0.9 (1: never by itself). Default 0.7. */
  readonly endThreshold?: number;
  /** Certainty from which an end is announced early, 0.3 to 0.9; `null`: never. Default 0.5. */
  readonly eagerThreshold?: number | null;
  /** Silence after which a turn is over in any case, ms. Default 5,000. */
  readonly endTimeoutMs?: number;
}

const URL = 'https://api.deepgram.com';
/** Of what Nova-3 hears (https://developers.deepgram.com/docs/models-languages-overview). */
const NOVA_LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'sv', 'hi', 'ja'];
const FLUX_LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'hi', 'ja'];

/**
 * Nova; default model `nova-3`.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 */
export function createDeepgramStt(options: DeepgramSttOptions): SttModel {
  const { socket } = sttEndpoint(DEEPGRAM, options, URL);
  const settings = { model: options.model ?? 'nova-3', endpointing: options.endpointing ?? false } as const;
  return createStreamingStt(
    {
      provider: DEEPGRAM,
      url: (request) => `${socket}/v1/listen?${novaQuery(request, settings)}`,
      headers: { authorization: `Token ${options.apiKey}` },
      pieceSamples: 320,
      fillsLastPiece: false,
      translate: () => new NovaTranslator(),
      hungUp,
    },
    { ...options, modelId: settings.model, capabilities: { languages: NOVA_LANGUAGES } },
  );
}

/**
 * Flux, which judges turns as well; default model by the language of the request.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 */
export function createDeepgramFluxStt(options: DeepgramFluxOptions): SttModel {
  const { socket } = sttEndpoint(DEEPGRAM, options, URL);
  const settings = {
    model: options.model ?? null,
    endThreshold: options.endThreshold ?? 0.7,
    eagerThreshold: options.eagerThreshold === undefined ? 0.5 : options.eagerThreshold,
    endTimeoutMs: options.endTimeoutMs ?? 5000,
  };
  const languages = settings.model === 'flux-general-en' ? ['en'] : FLUX_LANGUAGES;
  return createStreamingStt(
    {
      provider: DEEPGRAM,
      url: (request) => `${socket}/v2/listen?${fluxQuery(request, settings)}`,
      headers: { authorization: `Token ${options.apiKey}` },
      // 80 ms, as Deepgram recommends for Flux.
      pieceSamples: 640,
      fillsLastPiece: false,
      translate: () => new FluxTranslator(),
      hungUp,
    },
    { ...options, modelId: settings.model ?? 'flux-general', capabilities: { languages } },
  );
}

/** Close frames carry codes such as `DATA-0000` and `NET-0001` (https://developers.deepgram.com/docs/stt-troubleshooting-websocket-data-and-net-errors). */
function hungUp(code: number, reason: string) {
  return /^(DATA|NET)-\d+/.test(reason)
    ? toldError(
        DEEPGRAM,
        `${code}`,
        reason.startsWith('NET') ? `${reason} (timeout)` : `${reason} (bad request)`,
      )
    : null;
}
