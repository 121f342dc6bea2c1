/** What a vendor of streaming speech to text writes: its words for ours, and back. No I/O, no timers, no chance. */
import type { Pcm, Samples } from '#audio';
import type { Millis } from '#kernel';
import type { ModelError, SttRequest, SttStreamEvent } from '#models';

/** A message on a vendor's wire: text or bytes. */
export type WireMessage = string | Uint8Array;

/**
 * What follows from an input: a message to the vendor, or an event. `settled` means that the vendor has answered what
 * `finalize` asked; more of them than were asked for do no harm.
 */
export type SttAction = SttStreamEvent | { readonly type: 'send'; readonly message: WireMessage };

/** One stream's translator; holds what it must remember of that stream and nothing else. */
export interface SttTranslator {
  /** The wire is open: what is said before any audio. */
  opened(): readonly SttAction[];
  /** @param pcm the next piece, 8 kHz. */
  audio(pcm: Pcm): readonly SttAction[];
  /**
   * All audio so far was given: ask for its words now.
   * @param at samples given to `audio` so far.
   */
  finalize(at: Samples): readonly SttAction[];
  /** @throws any error, when the message cannot be read. Kinds of message that mean nothing to us give nothing. */
  decode(message: WireMessage): readonly SttAction[];
  /** The last word when we end the stream. */
  readonly farewell?: string;
  /** Said when nothing else was for so long, ms, because the vendor hangs up on silence. */
  readonly keepAlive?: { readonly everyMs: Millis; readonly message: string };
}

/** One vendor's protocol: where, with which key, in what pieces. */
export interface SttProtocol {
  readonly provider: string;
  url(request: SttRequest): string;
  readonly headers: Readonly<Record<string, string>>;
  /** Audio is gathered into pieces of this length before it is sent. */
  readonly pieceSamples: Samples;
  /** The vendor refuses shorter pieces: the last one before `finalize` is filled up with silence. */
  readonly fillsLastPiece: boolean;
  translate(request: SttRequest): SttTranslator;
  /** What it means that the vendor hung up, where the code or the reason tells; `null` where not. */
  hungUp?(code: number, reason: string): ModelError | null;
}
