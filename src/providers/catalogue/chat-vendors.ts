/** Vendors that think; some hear and speak as well. */
import { createAnthropicLlm } from '../anthropic/llm.ts';
import { createGeminiLlm } from '../gemini/llm.ts';
import { createGeminiLive } from '../gemini/realtime.ts';
import { createOpenAiCompatibleLlm } from '../openai-compatible/llm.ts';
import { createPresetLlm, llmPresets, type LlmPresetName } from '../openai-compatible/presets.ts';
import { createOpenAiRealtime } from '../openai/realtime.ts';
import { createOpenAiStt } from '../openai/stt.ts';
import { createOpenAiTts } from '../openai/tts.ts';
import { createXaiRealtime } from '../xai/realtime.ts';
import { base, root, versioned } from './addresses.ts';
import type { VendorRow } from './vendor-row.ts';

const OWN_SERVER = 'http://127.0.0.1:11434/v1';

const bearer = (key: string): Record<string, string> =>
  key === '' ? {} : { authorization: `Bearer ${key}` };

/** Those that document `POST /embeddings`. */
const EMBEDDERS: readonly LlmPresetName[] = ['openai', 'mistral', 'ollama', 'vllm'];

/** `GET /models` is documented by all of them and costs nothing. */
function preset(name: LlmPresetName, title: string, docs: string): VendorRow {
  const { url: usual, keyNeeded, model } = llmPresets[name];
  return {
    id: name,
    title,
    docs,
    needsKey: keyNeeded,
    ...(keyNeeded ? {} : { needsUrl: { example: usual } }),
    llm: (options) => createPresetLlm(name, options),
    llmModel: model,
    ...(EMBEDDERS.includes(name) ? { embeddingsUrl: keyNeeded ? usual : null } : {}),
    probe: (key, url) => ({ url: `${(url ?? usual).replace(/\/+$/, '')}/models`, headers: bearer(key) }),
  };
}

export const CHAT_VENDORS: readonly VendorRow[] = [
  {
    ...preset('openai', 'OpenAI', 'https://platform.openai.com/docs/api-reference/authentication'),
    llm: (options) => createPresetLlm('openai', versioned(options, 'v1')),
    stt: (options) => createOpenAiStt(root(options)),
    tts: createOpenAiTts,
    realtime: (options) => createOpenAiRealtime(versioned(options, 'v1')),
    probe: (key, url) => ({ url: `${base(url, 'https://api.openai.com')}/v1/models`, headers: bearer(key) }),
  },
  {
    id: 'anthropic',
    title: 'Anthropic',
    docs: 'https://docs.anthropic.com/en/api/getting-started',
    needsKey: true,
    llm: (options) => createAnthropicLlm(versioned(options, 'v1')),
    // https://docs.anthropic.com/en/api/models-list
    probe: (key, url) => ({
      url: `${base(url, 'https://api.anthropic.com')}/v1/models?limit=1`,
      headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
    }),
  },
  {
    id: 'gemini',
    title: 'Google Gemini',
    docs: 'https://ai.google.dev/gemini-api/docs/api-key',
    needsKey: true,
    llm: (options) => createGeminiLlm(versioned(options, 'v1beta')),
    realtime: (options) => createGeminiLive(root(options)),
    // https://ai.google.dev/api/models#method:-models.list
    probe: (key, url) => ({
      url: `${base(url, 'https://generativelanguage.googleapis.com')}/v1beta/models?pageSize=1`,
      headers: { 'x-goog-api-key': key },
    }),
  },
  {
    ...preset('xai', 'xAI', 'https://docs.x.ai/docs/overview'),
    llm: (options) => createPresetLlm('xai', versioned(options, 'v1')),
    realtime: (options) => createXaiRealtime(versioned(options, 'v1')),
  },
  preset('groq', 'Groq', 'https://console.groq.com/docs/quickstart'),
  preset('mistral', 'Mistral', 'https://docs.mistral.ai/getting-started/quickstart'),
  preset('ollama', 'Ollama', 'https://docs.ollama.com/api/openai-compatibility'),
  preset('vllm', 'vLLM', 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html'),
  {
    id: 'openai-compatible',
    title: 'OpenAI-compatible server',
    docs: 'https://platform.openai.com/docs/api-reference/chat',
    needsKey: false,
    needsUrl: { example: OWN_SERVER },
    llmModel: null,
    embeddingsUrl: null,
    llm: ({ apiKey, url = OWN_SERVER, model = '', outlet, clock, logger }) =>
      createOpenAiCompatibleLlm({
        ...{ url, model, clock, logger },
        ...(apiKey === '' ? {} : { apiKey }),
        ...(outlet && { fetch: outlet.fetch }),
      }),
    probe: (key, url = OWN_SERVER) => ({ url: `${url.replace(/\/+$/, '')}/models`, headers: bearer(key) }),
  },
];
