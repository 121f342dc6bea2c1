/** Which provider serves a stage when several have a key and the agent names none. Data. */

/** By how well each is known to serve telephone calls; what is not listed comes last. */
const PREFERENCE: Readonly<Record<string, readonly string[]>> = {
  stt: ['deepgram', 'assemblyai', 'elevenlabs', 'google', 'azure', 'openai'],
  tts: ['elevenlabs', 'cartesia', 'openai', 'deepgram', 'azure', 'google'],
  llm: ['openai-compatible', 'openai', 'anthropic', 'gemini', 'xai', 'groq', 'mistral', 'ollama', 'vllm'],
  realtime: ['openai', 'gemini', 'xai'],
};

/** The lower, the sooner. */
export function rankProvider(stage: string, provider: string): number {
  const order = PREFERENCE[stage] ?? [];
  const place = order.indexOf(provider);
  return place < 0 ? order.length : place;
}

/** Whose models begin so. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['openai', /^(gpt-|chatgpt|o\d)/],
  ['anthropic', /^claude/],
  ['gemini', /^gemini/],
  ['xai', /^grok/],
  ['mistral', /^(mistral|ministral|magistral)/],
];

/** The provider that a language model's name tells; null when it tells none. */
export function providerOfModel(model: string): string | null {
  return FAMILIES.find(([, name]) => name.test(model))?.[0] ?? null;
}
