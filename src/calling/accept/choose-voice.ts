/** Who speaks in a call: the voice that is named, the one of a slot, or the usual one of the language. Pure. */
import {
  bestFit,
  byFit,
  preferredFor,
  slotVoice,
  speaks,
  type EngineCapabilities,
  type VoiceLink,
  type VoiceSettings,
  type VoiceSlot,
} from '#domain';
import { AppError } from '#kernel';
import { modelOf, namedProvider, refusal, usualProvider, type Offering } from './choose-provider.ts';
import type { PlanNote } from './plan-note.ts';

export interface VoiceWish {
  readonly wanted: VoiceSettings | undefined;
  readonly language: string;
  /** The organization's own slots. */
  readonly slots: readonly VoiceSlot[];
  /** A voice that nobody has is refused; else the usual one speaks instead. */
  readonly strict: boolean;
}

interface Chosen {
  readonly links: readonly VoiceLink[];
  readonly notes: readonly PlanNote[];
}

/** @throws AppError `voice-unknown`, `provider-unknown`, `provider-key-missing` (400) */
export function chooseVoices(wish: VoiceWish, capabilities: EngineCapabilities): Chosen {
  const { wanted, language } = wish;
  const notes: PlanNote[] = [];
  const named = namedVoice(wish, capabilities);
  const fits = named !== null && canSpeak(named, language, capabilities);
  const chosen = named && fits ? named : usualVoice(wish, capabilities);
  const first = tuned(chosen, wish, capabilities, notes);
  if ((named && !fits) || (named === null && wanted?.id !== undefined))
    notes.push({
      type: 'voice-unavailable',
      data: { voice: wanted?.id ?? null, language, used: `${first.provider} ${first.voice}` },
    });
  const backup = wanted?.fallbacks
    ? givenFallbacks(wanted.fallbacks, first.speed, language, capabilities, notes)
    : embeddedFallback(first, language, capabilities);
  return { links: [first, ...backup], notes };
}

/** Only some providers' voices can be told how to be rendered. */
function tuned(
  link: VoiceLink,
  { wanted, strict }: VoiceWish,
  { providers }: EngineCapabilities,
  notes: PlanNote[],
): VoiceLink {
  const tuning = wanted?.tuning;
  if (tuning === undefined || Object.keys(tuning).length === 0) return link;
  const tunable = providers.filter(({ stages }) => stages.tts?.tunable).map(({ provider }) => provider);
  if (tunable.includes(link.provider)) return { ...link, tuning };
  if (strict)
    throw refusal(
      'tuning-unavailable',
      'voice.tuning',
      `${link.provider} cannot be told how to render its voices. Leave it out, or choose: ${tunable.join(', ')}.`,
    );
  notes.push({ type: 'tuning-unavailable', data: { provider: link.provider, tuning } });
  return link;
}

/** Null: none is named, or (unless strict) nobody has it. */
function namedVoice(wish: VoiceWish, capabilities: EngineCapabilities): VoiceLink | null {
  const { wanted, language, slots, strict } = wish;
  const speed = wanted?.speed ?? 1;
  if (wanted?.id !== undefined) {
    if (wanted.provider !== undefined && !strict && !isKnown(wanted.provider, capabilities)) return null;
    const owner = ownerOf(wanted.id, wanted.provider, capabilities);
    if (!owner && strict) throw unknownVoice(wanted, capabilities);
    if (!owner) return null;
    const model = modelOf(owner, 'tts', wanted.model, 'voice.model');
    return { provider: owner.provider, model, voice: wanted.id, speed };
  }
  if (!wanted?.slot) return null;
  const slot = slotVoice(wanted.slot, language, slots, capabilities);
  if (!slot) return null;
  const ability = namedProvider('tts', slot.provider, 'voice.slot', capabilities);
  const model = slot.voiceModel ?? ability.stages.tts.model;
  return { provider: slot.provider, model, voice: slot.voiceId, speed: wanted.speed ?? slot.speed };
}

function isKnown(name: string, { providers }: EngineCapabilities): boolean {
  return preferredFor('tts', providers).some(({ provider }) => provider === name);
}

function ownerOf(
  id: string,
  provider: string | undefined,
  capabilities: EngineCapabilities,
): Offering<'tts'> | undefined {
  if (provider === undefined)
    return preferredFor('tts', capabilities.providers).find(({ stages }) => has(stages.tts.voices, id));
  const ability = namedProvider('tts', provider, 'voice.provider', capabilities);
  return ability.stages.tts.ownVoices || has(ability.stages.tts.voices, id) ? ability : undefined;
}

function has(voices: readonly { readonly id: string }[], wanted: string): boolean {
  return voices.some(({ id }) => id === wanted);
}

/** A voice that is not listed is taken to speak what its provider speaks. */
function canSpeak(link: VoiceLink, language: string, { providers }: EngineCapabilities): boolean {
  const tts = providers.find(({ provider }) => provider === link.provider)?.stages.tts;
  const voice = tts?.voices.find(({ id }) => id === link.voice);
  return speaks(voice?.languages ?? tts?.languages ?? [], language);
}

/** Of the provider that is named, if it speaks the language; else of the one that is preferred. */
function usualVoice({ wanted, language }: VoiceWish, capabilities: EngineCapabilities): VoiceLink {
  const named =
    wanted?.provider !== undefined && isKnown(wanted.provider, capabilities)
      ? namedProvider('tts', wanted.provider, 'voice.provider', capabilities)
      : undefined;
  if (wanted?.provider !== undefined && !named && wanted.id === undefined)
    namedProvider('tts', wanted.provider, 'voice.provider', capabilities);
  const chosen = [named, usualProvider('tts', language, capabilities)].find(
    (ability) => ability && bestFit(ability.stages.tts.languages, language) > 0,
  );
  const voice = chosen && (byFit(chosen.stages.tts.voices, language)[0] ?? chosen.stages.tts.voices[0]);
  if (!chosen || !voice)
    throw new AppError({
      code: 'voice-unknown',
      status: 503,
      message: `No voice that speaks ${language} is configured; the agent cannot speak.`,
    });
  const model =
    chosen === named && wanted?.id === undefined
      ? modelOf(chosen, 'tts', wanted?.model, 'voice.model')
      : chosen.stages.tts.model;
  return { provider: chosen.provider, model, voice: voice.id, speed: wanted?.speed ?? 1 };
}

function givenFallbacks(
  fallbacks: NonNullable<VoiceSettings['fallbacks']>,
  speed: number,
  language: string,
  capabilities: EngineCapabilities,
  notes: PlanNote[],
): VoiceLink[] {
  return fallbacks.flatMap(({ provider, model, id }, index) => {
    const at = `voice.fallbacks[${index}]`;
    const ability = namedProvider('tts', provider, `${at}.provider`, capabilities);
    const { voices, ownVoices } = ability.stages.tts;
    if (!ownVoices && !has(voices, id))
      throw refusal('voice-unknown', `${at}.id`, `${provider} has no voice "${id}". ${list(voices)}`);
    const link = { provider, model: modelOf(ability, 'tts', model, `${at}.model`), voice: id, speed };
    if (canSpeak(link, language, capabilities)) return [link];
    notes.push({ type: 'voice-unavailable', data: { voice: id, language, used: null } });
    return [];
  });
}

/** Where an agent says nothing of fallbacks, a call is rather finished in another voice than lost. */
function embeddedFallback(
  first: VoiceLink,
  language: string,
  { providers }: EngineCapabilities,
): VoiceLink[] {
  const embedded = preferredFor('tts', providers).find(({ place }) => place === 'embedded');
  const voice = embedded && byFit(embedded.stages.tts.voices, language)[0];
  if (!embedded || !voice || embedded.provider === first.provider) return [];
  const { provider, stages } = embedded;
  return [{ provider, model: stages.tts.model, voice: voice.id, speed: first.speed }];
}

function unknownVoice({ id, provider }: VoiceSettings, capabilities: EngineCapabilities): AppError {
  const of = provider === undefined ? '' : ` of ${provider}`;
  const voices = capabilities.voices.filter((voice) => provider === undefined || voice.provider === provider);
  return refusal('voice-unknown', 'voice.id', `no voice "${id}"${of} is configured. ${list(voices)}`);
}

function list(voices: readonly { readonly id: string }[]): string {
  const names = voices.map(({ id }) => id);
  const more = names.length > 20 ? ` and ${names.length - 20} more (GET /v1/voices)` : '';
  return `Choose one of: ${names.slice(0, 20).join(', ')}${more}.`;
}
