/** Voice slots: a number, a kind and a language that an organization maps to a provider's voice. */
import type { Id, Millis } from '#kernel';

/** `fast` has its first sound soonest, `human` sounds best. */
export type SlotModel = 'fast' | 'human';
export const SLOT_MODELS: readonly SlotModel[] = ['fast', 'human'];
export const SLOT_NUMBERS = [1, 2, 3, 4, 5, 6, 7] as const;

/** One mapping of an organization. */
export interface VoiceSlot {
  readonly organizationId: Id;
  /** 1 to 7. */
  readonly number: number;
  readonly model: SlotModel;
  /** BCP 47, as normalised; a bare language serves its regions. */
  readonly language: string;
  readonly provider: string;
  /** The provider's model; null: its usual one. */
  readonly voiceModel: string | null;
  readonly voiceId: string;
  /** 0.7 to 1.3. */
  readonly speed: number;
  readonly updatedAt: Millis;
}

/** What a slot is, without whose. */
export type SlotVoice = Pick<VoiceSlot, 'provider' | 'voiceModel' | 'voiceId' | 'speed'>;

export interface VoiceSlotRepository {
  /** By number, kind and language. */
  list(organizationId: Id): Promise<readonly VoiceSlot[]>;
  /** Replaces all of an organization's mappings. */
  replace(organizationId: Id, slots: readonly VoiceSlot[]): Promise<void>;
}
