/** Text to speech. */
import type { Pcm } from '#audio';

export interface Voice {
  /** The provider's name for it, e.g. `slt`. */
  readonly id: string;
  readonly languages: readonly string[];
  readonly gender: 'female' | 'male' | 'neutral';
  /** A sentence for people who choose. */
  readonly description: string;
}

export interface TtsCapabilities {
  readonly languages: readonly string[];
  readonly voices: readonly Voice[];
  /** Audio comes before the whole text is done. */
  readonly streaming: boolean;
}

/** How a voice is rendered, for vendors that can be told; each member 0 to 1. */
export interface VoiceTuning {
  readonly stability?: number | undefined;
  readonly similarity_boost?: number | undefined;
  readonly style?: number | undefined;
  readonly use_speaker_boost?: boolean | undefined;
  /** 0 to 4: how much quality may be given up for an early first sound. */
  readonly optimize_latency?: number | undefined;
  /** Acted before each text, by models that can. */
  readonly audio_tags?: readonly string[] | undefined;
}

export interface TtsRequest {
  readonly text: string;
  readonly language: string;
  readonly voice: string;
  /** 1 is the voice's own speed; 0.7 to 1.3. */
  readonly speed: number;
  readonly tuning?: VoiceTuning | undefined;
}

/** Part of an utterance, 8 kHz. `words` when the provider times them, offsets in samples from the utterance's start. */
export interface SpokenChunk {
  readonly pcm: Pcm;
  readonly words?: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

export interface TtsModel {
  readonly contract: 1;
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: TtsCapabilities;
  /** Speaks `request.text`; ends after the last chunk. @throws ModelError */
  speak(request: TtsRequest, signal: AbortSignal): AsyncIterable<SpokenChunk>;
  /** Opens a connection, or loads a voice, ahead of the first request; never fails. */
  warm?(request: Omit<TtsRequest, 'text'>): Promise<void>;
  close(): Promise<void>;
}
