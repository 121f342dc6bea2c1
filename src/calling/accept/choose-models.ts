/** The models of a call: its agent's choice with fallbacks, as far as it can be had in the call's language. Pure. */
import {
  preferredFor,
  providerOfModel,
  speaks,
  type AgentConfig,
  type EngineCapabilities,
  type LlmSettings,
  type ModelChoice,
  type ModelLink,
  type RealtimeLink,
  type RealtimeSettings,
  type SttSettings,
  type VoiceSlot,
} from '#domain';
import { modelOf, namedProvider, refusal, usualProvider, type Offering } from './choose-provider.ts';
import { chooseVoices } from './choose-voice.ts';
import type { PlanNote } from './plan-note.ts';

export interface ModelWish {
  /** Overrides applied; its language is the one that the call is held in. */
  readonly config: AgentConfig;
  readonly slots: readonly VoiceSlot[];
  readonly strict: boolean;
}

/** @throws AppError `provider-unknown`, `provider-key-missing`, `voice-unknown`, `model-unknown` (400) */
export function chooseModels(
  { config, slots, strict }: ModelWish,
  capabilities: EngineCapabilities,
): { readonly models: ModelChoice; readonly notes: readonly PlanNote[] } {
  const notes: PlanNote[] = [];
  const { language } = config;
  const llm = chooseLlms(config.llm, capabilities);
  if (config.realtime)
    return {
      models: { stt: [], tts: [], llm, realtime: chooseRealtime(config.realtime, language, capabilities) },
      notes,
    };
  const stt = chooseStt(config, capabilities, notes);
  const voices = chooseVoices({ wanted: config.voice, language, slots, strict }, capabilities);
  return { models: { stt, tts: voices.links, llm, realtime: null }, notes: [...notes, ...voices.notes] };
}

function chooseStt(config: AgentConfig, capabilities: EngineCapabilities, notes: PlanNote[]): ModelLink[] {
  const { stt: wanted, language } = config;
  const hears = ({ stages }: Offering<'stt'>): boolean => speaks(stages.stt.languages, language);
  const named =
    wanted?.provider === undefined
      ? undefined
      : namedProvider('stt', wanted.provider, 'stt.provider', capabilities);
  const usual = usualProvider('stt', language, capabilities);
  const first = named && hears(named) ? named : usual;
  if (!first) return [];
  if (!named && wanted?.model !== undefined)
    throw refusal(
      'provider-missing',
      'stt.model',
      'names a model without its provider. Name stt.provider too.',
    );
  if (named && first !== named)
    notes.push({
      type: 'model-unavailable',
      data: { stage: 'stt', provider: named.provider, language, used: first.provider },
    });
  const model = first === named ? modelOf(first, 'stt', wanted?.model, 'stt.model') : first.stages.stt.model;
  const backup = wanted?.fallbacks
    ? sttFallbacks(wanted.fallbacks, language, capabilities, notes)
    : embeddedStt(config, first, capabilities);
  return [{ provider: first.provider, model }, ...backup];
}

function sttFallbacks(
  fallbacks: NonNullable<SttSettings['fallbacks']>,
  language: string,
  capabilities: EngineCapabilities,
  notes: PlanNote[],
): ModelLink[] {
  return fallbacks.flatMap(({ provider, model }, index) => {
    const at = `stt.fallbacks[${index}]`;
    const ability = namedProvider('stt', provider, `${at}.provider`, capabilities);
    const link = { provider, model: modelOf(ability, 'stt', model, `${at}.model`) };
    if (speaks(ability.stages.stt.languages, language)) return [link];
    notes.push({ type: 'model-unavailable', data: { stage: 'stt', provider, language, used: null } });
    return [];
  });
}

/** The embedded recogniser hears what a flow expects; a prompt needs open speech. */
function embeddedStt(
  { flow, language }: AgentConfig,
  first: Offering<'stt'>,
  { providers }: EngineCapabilities,
): ModelLink[] {
  const embedded = preferredFor('stt', providers).find(({ place }) => place === 'embedded');
  if (!flow || !embedded || embedded.provider === first.provider) return [];
  const { provider, stages } = embedded;
  return speaks(stages.stt.languages, language) ? [{ provider, model: stages.stt.model }] : [];
}

/** A model without its provider goes to the one whose name it bears, if that is open, else to the usual one. */
export function chooseLlms(wanted: LlmSettings | undefined, capabilities: EngineCapabilities): ModelLink[] {
  const open = preferredFor('llm', capabilities.providers);
  const family = wanted?.model === undefined ? null : providerOfModel(wanted.model);
  const usable = open.filter(({ stages }) => stages.llm.model !== null || wanted?.model !== undefined);
  const first =
    wanted?.provider === undefined
      ? (usable.find(({ provider }) => provider === family) ?? usable[0])
      : namedProvider('llm', wanted.provider, 'llm.provider', capabilities);
  if (!first) return [];
  const backup = (wanted?.fallbacks ?? []).map(({ provider, model }, index) => {
    const ability = namedProvider('llm', provider, `llm.fallbacks[${index}].provider`, capabilities);
    return { provider, model: chatModel(ability, model, `llm.fallbacks[${index}].model`) };
  });
  return [{ provider: first.provider, model: chatModel(first, wanted?.model, 'llm.model') }, ...backup];
}

function chatModel({ provider, stages }: Offering<'llm'>, wanted: string | undefined, param: string): string {
  const model = wanted ?? stages.llm.model;
  if (model !== null) return model;
  throw refusal(
    'model-missing',
    param,
    `only the owner of ${provider} knows what it serves. Name the model.`,
  );
}

function chooseRealtime(
  { provider, model, voice }: RealtimeSettings,
  language: string,
  capabilities: EngineCapabilities,
): RealtimeLink {
  const { stages } = namedProvider('realtime', provider, 'realtime.provider', capabilities);
  const { voices } = stages.realtime;
  if (voice !== undefined && voices.length > 0 && !voices.some(({ id }) => id === voice))
    throw refusal(
      'voice-unknown',
      'realtime.voice',
      `${provider} has no voice "${voice}". Choose one of: ${voices.map(({ id }) => id).join(', ')}.`,
    );
  const spoken = voices.find(({ languages }) => speaks(languages, language))?.id ?? voices[0]?.id ?? null;
  return { provider, model: model ?? stages.realtime.model, voice: voice ?? spoken };
}
