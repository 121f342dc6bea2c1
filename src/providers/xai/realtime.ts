/** xAI's Voice Agent API as a speech-to-speech model (docs.x.ai/docs/guides/voice/agent). */
import type { RealtimeModel, Voice } from '#models';
import { OpenAiRealtimeTranslator } from '../openai/realtime-translator.ts';
import { createRealtimeModel } from '../shared/realtime-model.ts';
import type { VendorOptions } from '../vendor.ts';
import { xaiDialect } from './realtime-dialect.ts';

const BASE = 'https://api.x.ai/v1';
const MODEL = 'grok-voice-latest';

const VOICES: readonly Voice[] = (
  [
    ['ara', 'female', 'Warm and friendly.'],
    ['eve', 'female', 'Energetic and upbeat.'],
    ['rex', 'male', 'Confident and clear.'],
    ['sal', 'neutral', 'Smooth and balanced.'],
    ['leo', 'male', 'Authoritative and strong.'],
  ] as const
).map(([id, gender, description]) => ({ id, languages: ['*'], gender, description }));

/**
 * Makes the model; nothing is contacted before `open`. The request's temperature has no counterpart there and is left
 * out with a warning in the log.
 * @throws ModelError `auth` for a key that no header can hold, `bad-request` for a URL that cannot be used.
 */
export function createXaiRealtime(options: VendorOptions): RealtimeModel {
  const { model = MODEL, apiKey } = options;
  return createRealtimeModel(options, {
    provider: xaiDialect.provider,
    modelId: model,
    capabilities: { languages: ['*'], voices: VOICES, truncate: false, verbatim: false },
    url: `${options.url ?? BASE}/realtime?model=${encodeURIComponent(model)}`,
    headers: { authorization: `Bearer ${apiKey}` },
    takesTemperature: false,
    translator: () => new OpenAiRealtimeTranslator(xaiDialect),
  });
}
