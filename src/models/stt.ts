/** Speech to text: whole utterances (endpointed by us) or streams. */
import type { Pcm } from '#audio';

/** What the callee may say next. Recognisers without open vocabulary need it; others use it as a hint. */
export interface Grammar {
  /** Phrases and the value each stands for; matching is by words, case and punctuation ignored. */
  readonly phrases: readonly { readonly text: string; readonly value: string }[];
  /** A run of spoken digits is acceptable, of this many digits. */
  readonly digits?: { readonly min: number; readonly max: number } | undefined;
  /** Words that may come before or after any answer and mean nothing, e.g. before `um`, after `please`. */
  readonly fillers?:
    | { readonly before?: readonly string[] | undefined; readonly after?: readonly string[] | undefined }
    | undefined;
}

export interface SttCapabilities {
  /** BCP 47 tags it can hear; a bare language (`en`) covers its regions. */
  readonly languages: readonly string[];
  /** `false`: hears only what the grammar holds. */
  readonly openVocabulary: boolean;
  /** Gives words while the callee still speaks. */
  readonly streaming: boolean;
}

/** What was understood of one utterance. */
export interface Recognition {
  /** The words, lower case for grammar recognisers; empty when nothing was accepted. */
  readonly text: string;
  /** The grammar value, if a phrase or digits of the grammar matched. */
  readonly value: string | null;
  /** 0 to 1, as far as the recogniser can tell. */
  readonly confidence: number;
  /** `false`: something was said, but it is none of the expected phrases (rejection). */
  readonly accepted: boolean;
}

export interface SttRequest {
  readonly language: string;
  readonly grammar: Grammar | null;
}

/** A recogniser of whole utterances. Streams get their own method when the first streaming vendor comes. */
export interface SttModel {
  readonly contract: 1;
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: SttCapabilities;
  /** Prepares a grammar ahead of its use; optional in effect, never needed for correctness. */
  warm(request: SttRequest): Promise<void>;
  /** @param pcm one utterance, 8 kHz. @throws ModelError */
  recognize(pcm: Pcm, request: SttRequest, signal: AbortSignal): Promise<Recognition>;
  close(): Promise<void>;
}
