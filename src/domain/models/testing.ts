/** Capabilities for tests: what an engine without any key has, and more on demand. */
import type { ModelService } from '../services.ts';
import { capabilitiesOf, type EngineCapabilities, type ProviderAbility } from './ability.ts';

const place = { docs: 'https://vendor.test', mend: 'Set its key.' };

/** The embedded models under another name if wanted, and a language model when one is named. */
export function sampleCapabilities(
  options: {
    readonly provider?: string;
    readonly voices?: readonly string[];
    readonly languages?: readonly string[];
    readonly llmModel?: string | null;
    readonly more?: readonly ProviderAbility[];
  } = {},
): EngineCapabilities {
  const { provider = 'embedded', voices = ['slt', 'rms'], languages = ['en'], llmModel = null } = options;
  const embedded = sampleProvider(provider, {
    stt: { model: 'grammar', languages, openVocabulary: false },
    tts: {
      model: 'flite',
      languages,
      voices: voices.map((id) => ({ id, languages, gender: 'female', description: id })),
      ownVoices: false,
    },
  });
  const llm = llmModel === null ? [] : [sampleProvider('openai-compatible', { llm: { model: llmModel } })];
  const more = options.more ?? [];
  return capabilitiesOf([...llm, ...more, { ...embedded, place: 'embedded', key: 'not-needed' }]);
}

/** A vendor whose key is there. */
export function sampleProvider(
  provider: string,
  stages: ProviderAbility['stages'],
  more: Partial<ProviderAbility> = {},
): ProviderAbility {
  return { provider, title: provider, ...place, place: 'vendor', key: 'environment', stages, ...more };
}

/** A service that knows these capabilities for everybody, and whose providers take every key but `refused`. */
export function sampleModels(capabilities: EngineCapabilities = sampleCapabilities()): ModelService {
  return {
    capabilities: async () => capabilities,
    checkKey: async () => {},
    testKey: async ({ key }) =>
      key === 'refused'
        ? { state: 'refused', detail: 'The provider refuses the key (401).' }
        : { state: 'works', detail: 'The provider takes the key.' },
  };
}
