/**
 * Flireo's names of providers, and what they are called here. Documented names whose provider is not here (gladia,
 * inworld, Mistral's recogniser) are refused with the list of those that are.
 *
 * Source: reference.flireo.com (calls-1861372m0, agents-1861375m0), doc.hmsovereign.com and the vendor's Node SDK
 * (`STTConfig`, `LLMConfig`, `TTSConfig`).
 */

/** Speech to text. */
export const STT_PROVIDERS: Readonly<Record<string, string>> = {
  deepgram: 'deepgram',
  elevenlabs: 'elevenlabs',
  google: 'google',
  ...same('assemblyai', 'azure', 'openai', 'embedded', 'sherpa'),
};

/** Text to speech. */
export const TTS_PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai',
  elevenlabs: 'elevenlabs',
  '11labs': 'elevenlabs',
  ...same('google', 'azure', 'cartesia', 'deepgram', 'embedded', 'sherpa'),
};

/** Language models. */
export const LLM_PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  groq: 'groq',
  mistral: 'mistral',
  xai: 'xai',
  google: 'gemini',
  ...same('gemini', 'ollama', 'vllm', 'openai-compatible'),
};

/** Speech-to-speech models: these take neither stt_config nor tts_config. */
export const REALTIME_PROVIDERS: Readonly<Record<string, string>> = {
  xai_realtime: 'xai',
  google_realtime: 'gemini',
  openai_live: 'openai',
};

/** Whose voices are told on the page; of the others the provider decides. */
export const REALTIME_VOICES: Readonly<Record<string, readonly string[]>> = {
  xai_realtime: ['ara', 'rex', 'sal', 'eve', 'leo'],
};

function same(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** What Flireo calls a provider of ours; our own name where it has none. */
export function flireoName(names: Readonly<Record<string, string>>, ours: string): string {
  return Object.entries(names).find(([, provider]) => provider === ours)?.[0] ?? ours;
}
