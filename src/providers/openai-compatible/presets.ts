/** The servers we know that speak OpenAI's chat completions, each with its departures from the reference. */
import { ModelError, type LlmModel } from '#models';
import type { VendorOptions } from '../vendor.ts';
import type { ChatQuirks } from './encode.ts';
import { createOpenAiCompatibleLlm } from './llm.ts';

export interface LlmPreset {
  /** Base of the API. */
  readonly url: string;
  /** `null`: the operator's own server; only its owner knows what it serves. */
  readonly model: string | null;
  readonly keyNeeded: boolean;
  readonly quirks: ChatQuirks;
}

export type LlmPresetName = 'openai' | 'groq' | 'mistral' | 'xai' | 'ollama' | 'vllm';

export const llmPresets: Readonly<Record<LlmPresetName, LlmPreset>> = {
  /** platform.openai.com/docs/api-reference/chat: `max_tokens` is deprecated; reasoning models have no temperature. */
  openai: {
    url: 'https://api.openai.com/v1',
    model: 'gpt-4.1-mini',
    keyNeeded: true,
    quirks: {
      maxTokensField: 'max_completion_tokens',
      withoutTemperature: /^(o\d|gpt-5(?!.*chat))/,
    },
  },
  /** console.groq.com/docs/api-reference: `max_tokens` is deprecated. */
  groq: {
    url: 'https://api.groq.com/openai/v1',
    model: 'llama-3.3-70b-versatile',
    keyNeeded: true,
    quirks: { maxTokensField: 'max_completion_tokens' },
  },
  /** docs.mistral.ai/api: unknown fields are refused (422); the last chunk always has the usage. */
  mistral: {
    url: 'https://api.mistral.ai/v1',
    model: 'mistral-small-latest',
    keyNeeded: true,
    quirks: { streamOptions: false },
  },
  /** docs.x.ai/docs/api-reference: `max_tokens` is deprecated. */
  xai: {
    url: 'https://api.x.ai/v1',
    model: 'grok-4-1-fast-non-reasoning',
    keyNeeded: true,
    quirks: { maxTokensField: 'max_completion_tokens' },
  },
  /** docs.ollama.com/api/openai-compatibility. */
  ollama: { url: 'http://127.0.0.1:11434/v1', model: 'llama3.2', keyNeeded: false, quirks: {} },
  /** docs.vllm.ai, "OpenAI-Compatible Server". */
  vllm: { url: 'http://127.0.0.1:8000/v1', model: null, keyNeeded: false, quirks: {} },
};

/**
 * A chat client by the server's name.
 * @throws ModelError `auth` when the server needs a key and none is given, `bad-request` when no model is known.
 * @example
 * const llm = createPresetLlm('groq', { apiKey, clock, logger });
 */
export function createPresetLlm(
  preset: LlmPresetName,
  options: Omit<VendorOptions, 'apiKey'> & { readonly apiKey?: string | undefined },
): LlmModel {
  const { url, model: usual, keyNeeded, quirks } = llmPresets[preset];
  const { apiKey, model = usual, outlet, clock, logger } = options;
  if (keyNeeded && (apiKey === undefined || apiKey === ''))
    throw new ModelError({ provider: preset, fault: 'auth', message: `${preset} needs a key. Give one.` });
  if (model === null)
    throw new ModelError({
      provider: preset,
      fault: 'bad-request',
      message: `${preset} serves whatever its owner loaded. Name the model.`,
    });
  return createOpenAiCompatibleLlm({
    url: options.url ?? url,
    ...(apiKey === undefined || apiKey === '' ? {} : { apiKey }),
    model,
    provider: preset,
    quirks,
    ...(outlet && { fetch: outlet.fetch }),
    clock,
    logger,
  });
}
