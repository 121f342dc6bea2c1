/** What a language model of a test answers, whoever's protocol carries it. */
import type { IncomingHttpHeaders } from 'node:http';

/** What came in. */
export interface LlmAsked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, any>;
}

export type LlmFault =
  /** The status instead of an answer. */
  | { readonly status: number }
  /** No byte ever comes. */
  | 'silence'
  /** Half of the answer, then the connection is cut. */
  | 'break-off'
  /** Half of the answer, then an event cut in the middle of its JSON, and an orderly end. */
  | 'malformed'
  /** Half of the answer, then the vendor's own event for "overloaded". */
  | 'error-event';

/** Words one by one, then calls. */
export interface LlmReply {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
  readonly reason?: 'stop' | 'length' | 'filter';
  readonly fault?: LlmFault;
  /** After the first word the rest waits until the client hangs up. */
  readonly stalls?: boolean;
}

/** One reply for each request, the last one again and again; or made from the request. */
export type LlmScript = readonly LlmReply[] | ((asked: LlmAsked, index: number) => LlmReply);

/** The one key that is right. */
export const LLM_KEY = 'test-key-0123456789';
/** What every answer says it cost. */
export const LLM_USAGE = { input: 40, cached: 30, output: 7 } as const;

export function replyOf(script: LlmScript, asked: LlmAsked, index: number): LlmReply {
  return typeof script === 'function'
    ? script(asked, index)
    : (script[Math.min(index, script.length - 1)] ?? {});
}

export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
}
