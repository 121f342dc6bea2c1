/** Speech to text by AssemblyAI's universal streaming. */
import type { SttModel } from '#models';
import { sttEndpoint } from '../shared/stt-endpoint.ts';
import { createStreamingStt } from '../shared/stt-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { ASSEMBLYAI, errorOf, universalQuery, UniversalTranslator } from './stt-universal.ts';

export interface AssemblyAiSttOptions extends VendorOptions {
  /** Finals with punctuation and numerals, a moment later. Default `false`. */
  readonly formatTurns?: boolean;
}

const URL = 'https://streaming.assemblyai.com';
const LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt'];

/**
 * Default model by the language of the request; in the European Union `url` is
 * `https://streaming.eu.assemblyai.com`. Sessions are paid by their length: close what is not used.
 * @throws ModelError `bad-request` for a URL or key that cannot be used.
 */
export function createAssemblyAiStt(options: AssemblyAiSttOptions): SttModel {
  const { socket } = sttEndpoint(ASSEMBLYAI, options, URL);
  const settings = { model: options.model ?? null, formatTurns: options.formatTurns ?? false };
  const languages = settings.model === 'universal-streaming-english' ? ['en'] : LANGUAGES;
  return createStreamingStt(
    {
      provider: ASSEMBLYAI,
      url: (request) => `${socket}/v3/ws?${universalQuery(request, settings)}`,
      headers: { authorization: options.apiKey },
      // Pieces of 50 to 1,000 ms are taken, others end the session.
      pieceSamples: 400,
      fillsLastPiece: true,
      translate: () => new UniversalTranslator(settings.formatTurns),
      hungUp: (code, reason) => (code === 1008 || code >= 3000 ? errorOf(code, reason) : null),
    },
    { ...options, modelId: settings.model ?? 'universal-streaming', capabilities: { languages } },
  );
}
