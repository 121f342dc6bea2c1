/** Meetzy's voice slots and language words: voice_id 1-7, voice_model fast/human, two-letter languages. */

export const DEFAULT_VOICE_ID = '6';
export const DEFAULT_VOICE_MODEL = 'human';
export const DEFAULT_LANGUAGE = 'ES';

/** A voice slot: which voice, and whether it is the quick or the natural one. */
export interface VoiceSlot {
  readonly voice_id: string;
  readonly voice_model: string;
}

/** The slot that a request means; what is unknown is the default, never an error. */
export function voiceSlot(voiceId: unknown, voiceModel: unknown): VoiceSlot {
  const id = typeof voiceId === 'number' ? String(voiceId) : voiceId;
  return {
    voice_id: typeof id === 'string' && /^[1-7]$/.test(id.trim()) ? id.trim() : DEFAULT_VOICE_ID,
    voice_model:
      typeof voiceModel === 'string' && ['fast', 'human'].includes(voiceModel.trim().toLowerCase())
        ? voiceModel.trim().toLowerCase()
        : DEFAULT_VOICE_MODEL,
  };
}

/** The region that a two-letter language is spoken in, where the page's own samples or their users mean one. */
const REGIONS: Readonly<Record<string, string>> = {
  ES: 'es-ES',
  EN: 'en-US',
  FR: 'fr-FR',
  DE: 'de-DE',
  IT: 'it-IT',
  PT: 'pt-PT',
  CA: 'ca-ES',
  EU: 'eu-ES',
  GL: 'gl-ES',
  NL: 'nl-NL',
  PL: 'pl-PL',
  RO: 'ro-RO',
};

/** The BCP 47 tag of a language word in any case; a word that is none of ours stays as given. */
export function languageTag(word: string): string {
  return REGIONS[word.toUpperCase()] ?? (/^[a-z]{2}$/i.test(word) ? word.toLowerCase() : word);
}
