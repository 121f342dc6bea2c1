/** What a vendor's answer means while an utterance is spoken; the words every translator speaks. Types only. */
import type { Pcm } from '#audio';
import type { ModelError, SpokenChunk } from '#models';

/** A word with its place in the utterance, samples at 8 kHz. */
export type SpokenWord = NonNullable<SpokenChunk['words']>[number];

export type TtsEvent =
  /** 8 kHz; without samples when words came apart from their audio. */
  | { readonly type: 'audio'; readonly pcm: Pcm; readonly words?: readonly SpokenWord[] }
  /** The utterance is complete. */
  | { readonly type: 'finished' }
  /** The vendor has stopped as it was told to; nothing of the utterance comes after it. */
  | { readonly type: 'cancelled' }
  /** The vendor told a fault. */
  | { readonly type: 'failed'; readonly error: ModelError };

/** Reads what a vendor sends over a socket for one utterance. Pure; throws at what it cannot read. */
export interface TtsMessageDecoder {
  /** @param message a text message, parsed as JSON */
  message(message: unknown): TtsEvent[];
  /** A binary message; without it binary messages are a protocol fault. */
  bytes?(bytes: Uint8Array): TtsEvent[];
}

/** Reads the body of an HTTP answer. Pure; throws at what it cannot read. */
export interface TtsBodyDecoder {
  push(bytes: Uint8Array): SpokenChunk[];
  /** The body is complete. */
  end(): SpokenChunk[];
}
