/** What a realtime vendor writes: our commands as its messages, its messages as our events. No socket, no clock. */
import type { Pcm } from '#audio';
import type { RealtimeEvent, RealtimeRequest, ToolCall } from '#models';

export type RealtimeCommand =
  /** The first, as soon as the socket is open; the vendor's answer is `ready`. Nothing else goes before that. */
  | { readonly type: 'configure'; readonly request: RealtimeRequest }
  /** Speech of the callee with a little before it; what lies between is not sent. */
  | { readonly type: 'audio'; readonly pcm: Pcm }
  | { readonly type: 'speech-started' }
  | { readonly type: 'speech-ended' }
  | { readonly type: 'respond'; readonly instructions?: string | undefined }
  | { readonly type: 'inform'; readonly text: string }
  | { readonly type: 'tool-result'; readonly call: ToolCall; readonly result: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'truncate'; readonly item: string; readonly heardMs: number }
  | { readonly type: 'instruct'; readonly instructions: string };

/** One session's translator; its state is what the protocol needs to be spoken rightly, nothing of the call. */
export interface RealtimeTranslator {
  /** @returns messages to send, in order. */
  encode(command: RealtimeCommand): string[];
  /** @param raw one message of the vendor. @throws ModelError `protocol` for what cannot be read. */
  decode(raw: string): RealtimeEvent[];
  /** Messages that had to wait for what was decoded last, and remarks for the log; both are given once. */
  takeDue(): { readonly messages: readonly string[]; readonly remarks: readonly string[] };
}

/** Bytes as JSON carries them. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

/** PCM16, little-endian as in the vendors' `audio/pcm`, which is the order of the machines that we run on. */
export function pcmToBytes(pcm: Pcm): Uint8Array {
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}
