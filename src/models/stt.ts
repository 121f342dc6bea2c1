/** Speech to text: whole utterances (endpointed by us), or a stream that gives words while the callee speaks. */
import type { Pcm, Samples } from '#audio';
import type { ModelError } from './error.ts';

/** What the callee may say next. Recognisers without open vocabulary need it; others use it as a hint. */
export interface Grammar {
  /** Phrases and the value each stands for; matching is by words, case and punctuation ignored. */
  readonly phrases: readonly { readonly text: string; readonly value: string }[];
  /** A run of spoken digits is acceptable, of this many digits. */
  readonly digits?:
    | {
        readonly min: number;
        readonly max: number;
        /** Words of the ten digits in the grammar's language, plain; absent: English. */
        readonly words?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
  /** BCP 47 of the phrases; absent: English. */
  readonly language?: string | undefined;
  /** Words that may come before or after any answer and mean nothing, e.g. before `um`, after `please`. */
  readonly fillers?:
    | { readonly before?: readonly string[] | undefined; readonly after?: readonly string[] | undefined }
    | undefined;
}

export interface SttCapabilities {
  /** BCP 47 tags it can hear; a bare language (`en`) covers its regions, `*` is any language. */
  readonly languages: readonly string[];
  /** `false`: hears only what the grammar holds. */
  readonly openVocabulary: boolean;
  /** Has `open`: gives words while the callee still speaks. */
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
  /** Names and words that are likely, for vendors that take such hints. */
  readonly keyterms?: readonly string[] | undefined;
}

/** What a stream tells. Offsets are samples from the first sample written to the stream. */
export type SttStreamEvent =
  /** The words of the segment in progress, as far as they are known; replaces the partial before it. */
  | { readonly type: 'partial'; readonly text: string }
  /** A segment is done and will not change; the next partial begins a new one. Empty texts are not told. */
  | {
      readonly type: 'final';
      readonly text: string;
      /** 0 to 1; 1 when the vendor does not say. */
      readonly confidence: number;
      readonly start?: Samples;
      readonly end?: Samples;
    }
  /** Everything written before `finalize` was recognised; also told when it held no words. */
  | { readonly type: 'settled' }
  /** The vendor believes that the speaker's turn is over (`probability` 0 to 1), or takes it back. Advice. */
  | { readonly type: 'turn-ended'; readonly probability: number }
  | { readonly type: 'turn-resumed' }
  /** The last event: the stream broke. Nothing is told after it; `close` needs not be called, but may. */
  | { readonly type: 'failed'; readonly error: ModelError };

/** One call's ear at the vendor. Methods never throw; after `failed` or `close` they do nothing. */
export interface SttStream {
  /** @param pcm the next samples, 8 kHz, without gaps; any length. Kept while the vendor's socket still opens. */
  write(pcm: Pcm): void;
  /** Speech has stopped: recognise now what was written, then tell `settled` or `failed` (at most 1.5 s later). */
  finalize(): void;
  /** Ends the stream and frees its socket; idempotent. */
  close(): void;
}

export interface SttModel {
  readonly contract: 2;
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: SttCapabilities;
  /** Prepares a grammar, or a connection, ahead of its use; optional in effect, never needed for correctness. */
  warm(request: SttRequest): Promise<void>;
  /** @param pcm one utterance, 8 kHz. @throws ModelError */
  recognize(pcm: Pcm, request: SttRequest, signal: AbortSignal): Promise<Recognition>;
  /** Present exactly when `capabilities.streaming`. Returns at once; a socket that does not open is a `failed`. */
  open?(request: SttRequest, on: (event: SttStreamEvent) => void): SttStream;
  close(): Promise<void>;
}
