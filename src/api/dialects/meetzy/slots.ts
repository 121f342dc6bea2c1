/** Meetzy's voice slots and language words: voice_id 1-7, voice_model fast/human, two-letter languages. */
import { normaliseLocale, SLOT_MODELS, type SlotModel, type VoiceSettings } from '#domain';

export const DEFAULT_VOICE_ID = '6';
export const DEFAULT_VOICE_MODEL: SlotModel = 'human';
export const DEFAULT_LANGUAGE = 'ES';

/** A voice slot: which voice, and whether it is the quick or the natural one. */
export interface VoiceSlot {
  readonly voice_id: string;
  readonly voice_model: SlotModel;
}

/** The slot that a request means; what is unknown is the default, never an error. */
export function voiceSlot(voiceId: unknown, voiceModel: unknown): VoiceSlot {
  const id = typeof voiceId === 'number' ? String(voiceId) : voiceId;
  const word = typeof voiceModel === 'string' ? voiceModel.trim().toLowerCase() : null;
  return {
    voice_id: typeof id === 'string' && /^[1-7]$/.test(id.trim()) ? id.trim() : DEFAULT_VOICE_ID,
    voice_model: SLOT_MODELS.find((model) => model === word) ?? DEFAULT_VOICE_MODEL,
  };
}

/** A bare language with two homes is meant as it is spoken in Europe, where the vendor and its callees are. */
const EUROPEAN: Readonly<Record<string, string>> = { es: 'es-ES', pt: 'pt-PT' };

/** The BCP 47 tag of a language word in any spelling; a word that is none stays as given. */
export function languageTag(word: string): string {
  const tag = normaliseLocale(word);
  return tag === null ? word : (EUROPEAN[tag] ?? tag);
}

/** The slot as a voice of ours. */
export function slotOf({ voice_id, voice_model }: VoiceSlot): VoiceSettings {
  return { slot: { number: Number(voice_id), model: voice_model } };
}
