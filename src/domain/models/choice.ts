/** The models of one call, chosen at its acceptance and frozen in its plan; no secrets. */
import type { VoiceSettings } from '../agents/models-schema.ts';

/** A model of a provider; its key is looked up when the call begins. */
export interface ModelLink {
  readonly provider: string;
  readonly model: string;
}

export interface VoiceLink extends ModelLink {
  /** The provider's id of the voice. */
  readonly voice: string;
  readonly speed: number;
  readonly tuning?: NonNullable<VoiceSettings['tuning']>;
}

export interface RealtimeLink extends ModelLink {
  readonly voice: string | null;
}

/** First choices and, behind them, what takes over when they fail. */
export interface ModelChoice {
  /** Empty exactly when a realtime model hears and speaks. */
  readonly stt: readonly ModelLink[];
  readonly tts: readonly VoiceLink[];
  /** Empty: the playbook thinks alone. */
  readonly llm: readonly ModelLink[];
  readonly realtime: RealtimeLink | null;
}
