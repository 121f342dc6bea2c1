/** The voice of a slot: the organization's own mapping, else a default that differs audibly from the other slots'. Pure. */
import { isOpen, type EngineCapabilities, type ProviderAbility } from '../models/ability.ts';
import { bestFit, byFit, languageFit } from '../models/language-match.ts';
import type { SlotModel, SlotVoice, VoiceSlot } from './voice-slot.ts';

/** The order in which vendors serve a kind when several have a key: by the first byte, and by the sound. */
const ORDER: Readonly<Record<SlotModel, readonly string[]>> = {
  fast: ['cartesia', 'deepgram', 'elevenlabs', 'azure', 'google', 'openai', 'sherpa', 'embedded'],
  human: ['elevenlabs', 'cartesia', 'openai', 'google', 'azure', 'deepgram', 'sherpa', 'embedded'],
};

/** Once the voices of a language are used up, they come again at these speeds. */
const SPEEDS = [1, 0.9, 1.1, 0.8, 1.2];

/**
 * @param mapped the organization's own slots
 * @returns null when nothing open speaks the language
 */
export function slotVoice(
  slot: { readonly number: number; readonly model: SlotModel },
  language: string,
  mapped: readonly VoiceSlot[],
  capabilities: EngineCapabilities,
): SlotVoice | null {
  return ownSlot(slot, language, mapped, capabilities) ?? defaultSlot(slot, language, capabilities);
}

/** The organization's mapping that fits the language best, if its provider is open. */
function ownSlot(
  { number, model }: { readonly number: number; readonly model: SlotModel },
  language: string,
  mapped: readonly VoiceSlot[],
  { providers }: EngineCapabilities,
): SlotVoice | null {
  const open = new Set(
    providers.filter((ability) => isOpen(ability) && ability.stages.tts).map((a) => a.provider),
  );
  const fitting = mapped
    .filter((slot) => slot.number === number && slot.model === model && open.has(slot.provider))
    .map((slot) => ({ slot, fit: languageFit(slot.language, language) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)[0]?.slot;
  if (!fitting) return null;
  const { provider, voiceModel, voiceId, speed } = fitting;
  return { provider, voiceModel, voiceId, speed };
}

function defaultSlot(
  { number, model }: { readonly number: number; readonly model: SlotModel },
  language: string,
  { providers }: EngineCapabilities,
): SlotVoice | null {
  const ability = preferred(providers, model, language);
  const tts = ability?.stages.tts;
  if (!ability || !tts) return null;
  const voices = alternating(byFit(tts.voices, language));
  const voice = voices[(number - 1) % voices.length]!;
  return {
    provider: ability.provider,
    voiceModel: tts.slotModels?.[model] ?? null,
    voiceId: voice.id,
    // Not every vendor's voices can be slowed down.
    speed: ability.place === 'vendor' ? 1 : SPEEDS[Math.floor((number - 1) / voices.length) % SPEEDS.length]!,
  };
}

function preferred(
  providers: readonly ProviderAbility[],
  model: SlotModel,
  language: string,
): ProviderAbility | undefined {
  const rank = ({ provider }: ProviderAbility): number => {
    const place = ORDER[model].indexOf(provider);
    return place < 0 ? ORDER[model].length : place;
  };
  return providers
    .filter((ability) => isOpen(ability))
    .filter(({ stages }) => stages.tts?.voices.some((voice) => bestFit(voice.languages, language) > 0))
    .sort((a, b) => rank(a) - rank(b))[0];
}

/** Neighbouring slots differ most when women and men take turns. */
function alternating<T extends { readonly gender: string }>(voices: readonly T[]): T[] {
  const [women, others] = [
    voices.filter(({ gender }) => gender === 'female'),
    voices.filter(({ gender }) => gender !== 'female'),
  ];
  const turns = Math.max(women.length, others.length);
  return Array.from({ length: turns }, (_, turn) => [women[turn], others[turn]])
    .flat()
    .filter((voice) => voice !== undefined);
}
