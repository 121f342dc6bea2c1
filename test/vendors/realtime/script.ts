/** What a speech-to-speech model of a test answers and hears, whoever's protocol carries it. */
import { sines } from '#audio';

export type RealtimeFault =
  /** The connection is cut in the middle of the answer. */
  | 'close'
  /** A message that is no JSON, in the middle of the answer. */
  | 'malformed'
  /** The vendor says that the session is over, in the middle of the answer. */
  | 'error-event';

export interface RealtimeReply {
  readonly text?: string;
  /** Its audio, 8 kHz; a tone for each word where none is given. */
  readonly pcm?: Int16Array;
  readonly calls?: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
  readonly fault?: RealtimeFault;
  /** The response fails: the limit is reached, or the account is empty. */
  readonly fails?: 'rate-limit' | 'quota';
  /** After half of the audio it waits until it is cancelled. */
  readonly stalls?: boolean;
}

export interface RealtimeScript {
  /** The n-th answer; the last one again and again. */
  readonly replies: readonly RealtimeReply[];
  /** The transcript of the n-th turn of the callee that held audio. */
  readonly heard?: readonly string[];
  /** Between two pieces of audio (100 ms each), ms of the real clock. Default 0: as fast as it goes. */
  readonly paceMs?: number;
  readonly handshake?: { readonly status: number } | 'silence';
  /** The session is never said to be configured. */
  readonly neverReady?: boolean;
}

/** The one key that is right. */
export const REALTIME_KEY = 'test-key-0123456789';
export const WORD_SAMPLES = 1600;
/** What every answer says it cost. */
export const REALTIME_USAGE = { input: 132, output: 40 } as const;

export function audioOf(reply: RealtimeReply): Int16Array {
  if (reply.pcm) return reply.pcm;
  const words = wordsOf(reply.text ?? '');
  const out = new Int16Array(words.length * WORD_SAMPLES);
  for (const index of words.keys())
    out.set(sines([300 + 100 * (index % 5)], 0, WORD_SAMPLES), index * WORD_SAMPLES);
  return out;
}

export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

export function atIndex<T>(list: readonly T[], index: number): T | undefined {
  return list[Math.min(index, list.length - 1)];
}
