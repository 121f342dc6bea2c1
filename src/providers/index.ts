/** Models that hear, think and speak: one folder a vendor, `embedded/` for those that need no account. */
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
