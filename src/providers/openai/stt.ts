/** Speech to text by OpenAI's realtime transcription. */
import type { SttModel } from '#models';
import { sttEndpoint } from '../shared/stt-endpoint.ts';
import { createStreamingStt } from '../shared/stt-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { OPENAI, TranscriptionTranslator } from './stt-transcription.ts';

/**
 * Default model `gpt-live-transcribe`, which gives words while they are spoken; others give them after `finalize`.
 * `url` is the API's base with or without `/v1`.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 */
export function createOpenAiStt(options: VendorOptions): SttModel {
  const { socket } = sttEndpoint(OPENAI, options, 'https://api.openai.com');
  const model = options.model ?? 'gpt-live-transcribe';
  return createStreamingStt(
    {
      provider: OPENAI,
      url: () => `${socket}/v1/realtime?intent=transcription`,
      headers: { authorization: `Bearer ${options.apiKey}` },
      // A commit of less than 100 ms is refused.
      pieceSamples: 800,
      fillsLastPiece: true,
      translate: (request) => new TranscriptionTranslator(request, model),
    },
    { ...options, modelId: model, capabilities: { languages: ['*'] } },
  );
}
