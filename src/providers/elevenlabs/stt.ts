/** Speech to text by ElevenLabs' Scribe, realtime. */
import type { SttModel } from '#models';
import { sttEndpoint } from '../shared/stt-endpoint.ts';
import { createStreamingStt } from '../shared/stt-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { ELEVENLABS, scribeQuery, ScribeTranslator } from './stt-scribe.ts';

/**
 * Default model `scribe_v2_realtime`. `url` is the API's base with or without `/v1`.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 */
export function createElevenLabsStt(options: VendorOptions): SttModel {
  const { socket } = sttEndpoint(ELEVENLABS, options, 'https://api.elevenlabs.io');
  const model = options.model ?? 'scribe_v2_realtime';
  return createStreamingStt(
    {
      provider: ELEVENLABS,
      url: (request) => `${socket}/v1/speech-to-text/realtime?${scribeQuery(request, model)}`,
      headers: { 'xi-api-key': options.apiKey },
      // 100 ms, the shortest piece that ElevenLabs recommends.
      pieceSamples: 800,
      fillsLastPiece: false,
      translate: () => new ScribeTranslator(),
    },
    { ...options, modelId: model, capabilities: { languages: ['*'] } },
  );
}
