/** Models that hear, think and speak: one folder a vendor, `embedded/` for those that need no account. */
export { createAnthropicLlm } from './anthropic/llm.ts';
export { createGeminiLlm } from './gemini/llm.ts';
export { createGeminiLive } from './gemini/realtime.ts';
export { createOpenAiRealtime } from './openai/realtime.ts';
export { createXaiRealtime } from './xai/realtime.ts';
export { createFvadFactory } from './embedded/fvad.ts';
export { createFliteTts, type FliteOptions } from './embedded/flite.ts';
export { createGrammarStt, type GrammarSttOptions } from './embedded/grammar-stt.ts';
export { createOpenAiCompatibleLlm, type OpenAiCompatibleOptions } from './openai-compatible/llm.ts';
export {
  createPresetLlm,
  llmPresets,
  type LlmPreset,
  type LlmPresetName,
} from './openai-compatible/presets.ts';
export { createOutboundHttp, type OutboundHttpOptions, type Resolver } from './shared/outbound-http.ts';
export { createAssemblyAiStt, type AssemblyAiSttOptions } from './assemblyai/stt.ts';
export { createAzureStt, type AzureSttOptions } from './azure/stt.ts';
export {
  createDeepgramFluxStt,
  createDeepgramStt,
  type DeepgramFluxOptions,
  type DeepgramSttOptions,
} from './deepgram/stt.ts';
export { createElevenLabsStt } from './elevenlabs/stt.ts';
export { createGoogleStt } from './google/stt.ts';
export { createOpenAiStt } from './openai/stt.ts';
export { toolServices } from './tool-services.ts';
export { createAzureTts } from './azure/tts.ts';
export { createCartesiaTts } from './cartesia/tts.ts';
export { createDeepgramTts } from './deepgram/tts.ts';
export { createElevenLabsTts } from './elevenlabs/tts.ts';
export { createGoogleTts } from './google/tts.ts';
export { createOpenAiTts } from './openai/tts.ts';
export { cachedTts, type TtsCacheOptions } from './shared/tts-cache.ts';
export { createCatalogue, type CatalogueOptions } from './catalogue/catalogue.ts';
export type { OwnProvider } from './catalogue/own-provider.ts';
export { createAddressGuard, type AddressGuard } from './shared/address-guard.ts';
export { createGuardedOutlet } from './shared/outlet.ts';
export { createOnnxTurnDetector, type OnnxTurnOptions } from './onnx/turn-detector.ts';
export { createSherpaStt } from './sherpa/stt.ts';
export { createSherpaTts, type SherpaOptions } from './sherpa/tts.ts';
export { createSileroFactory, type SileroOptions } from './silero/silero.ts';
export { createResend } from './resend/mailer.ts';
