/** Speech to text by Google Cloud Speech-to-Text (v1). */
import type { SttModel } from '#models';
import { sttEndpoint } from '../shared/stt-endpoint.ts';
import { openGrpcWire } from '../shared/stt-grpc.ts';
import { createStreamingStt } from '../shared/stt-model.ts';
import type { SttProtocol } from '../shared/stt-translator.ts';
import type { VendorOptions } from '../vendor.ts';
import { GOOGLE, RecognizeTranslator } from './stt-recognize.ts';

const PATH = '/google.cloud.speech.v1.Speech/StreamingRecognize';

/**
 * Streaming by gRPC over Node's own HTTP/2; Google documents no WebSocket, and its REST method takes whole utterances
 * only. The key is an API key, or an OAuth access token (`ya29.…`). Without `model` Google chooses one by the
 * language and rate. `url` may be a region's, e.g. `https://eu-speech.googleapis.com`.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 */
export function createGoogleStt(options: VendorOptions): SttModel {
  const { http: origin } = sttEndpoint(GOOGLE, options, 'https://speech.googleapis.com');
  const { apiKey, outlet, clock, logger } = options;
  const model = options.model ?? null;
  const protocol: SttProtocol = {
    provider: GOOGLE,
    url: () => origin + PATH,
    headers: apiKey.startsWith('ya29.')
      ? { authorization: `Bearer ${apiKey}` }
      : { 'x-goog-api-key': apiKey },
    // 100 ms, as Google recommends.
    pieceSamples: 800,
    fillsLastPiece: false,
    translate: (request) => new RecognizeTranslator(request, model),
  };
  const wire = { provider: GOOGLE, origin, path: PATH, headers: protocol.headers, outlet, clock, logger };
  return createStreamingStt(protocol, {
    ...{ clock, logger, modelId: model ?? 'default', capabilities: { languages: ['*'] } },
    connect: (_request, events) => openGrpcWire(wire, events),
  });
}
