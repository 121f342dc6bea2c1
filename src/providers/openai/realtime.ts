/** OpenAI Realtime as a speech-to-speech model (developers.openai.com/api/docs/guides/realtime-websocket). */
import type { RealtimeModel, Voice } from '#models';
import { createRealtimeModel } from '../shared/realtime-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { openAiDialect } from './realtime-dialect.ts';
import { OpenAiRealtimeTranslator } from './realtime-translator.ts';

const BASE = 'https://api.openai.com/v1';
const MODEL = 'gpt-realtime-2.1';

const VOICES: readonly Voice[] = (
  [
    ['marin', 'female', 'Natural and warm; recommended by the vendor.'],
    ['cedar', 'male', 'Natural and calm; recommended by the vendor.'],
    ['alloy', 'neutral', 'Even and clear.'],
    ['ash', 'male', 'Low and matter-of-fact.'],
    ['ballad', 'male', 'Soft, a story-teller.'],
    ['coral', 'female', 'Bright and friendly.'],
    ['echo', 'male', 'Round and steady.'],
    ['sage', 'female', 'Quiet and composed.'],
    ['shimmer', 'female', 'Light and lively.'],
    ['verse', 'male', 'Expressive.'],
  ] as const
).map(([id, gender, description]) => ({ id, languages: ['*'], gender, description }));

/**
 * Makes the model; nothing is contacted before `open`. The request's temperature has no counterpart there and is left
 * out with a warning in the log.
 * @throws ModelError `auth` for a key that no header can hold, `bad-request` for a URL that cannot be used.
 */
export function createOpenAiRealtime(options: VendorOptions): RealtimeModel {
  const { model = MODEL, apiKey } = options;
  return createRealtimeModel(options, {
    provider: openAiDialect.provider,
    modelId: model,
    capabilities: { languages: ['*'], voices: VOICES, truncate: true, verbatim: false },
    url: `${options.url ?? BASE}/realtime?model=${encodeURIComponent(model)}`,
    headers: { authorization: `Bearer ${apiKey}` },
    takesTemperature: false,
    translator: () => new OpenAiRealtimeTranslator(openAiDialect),
  });
}
