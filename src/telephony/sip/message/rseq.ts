/** RSeq (RFC 3262, 7.1): the number of a reliable provisional response. */
import { header } from './fields.ts';
import type { MessageCore } from './types.ts';

/** RFC 3262, 7.1: 1 to 2^32 - 1. */
const LIMIT = 2 ** 32;

export function parseRSeq(text: string): number | null {
  const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number < LIMIT ? number : null;
}

/** The number of a response; undefined: it has none that can be acknowledged. */
export function rseqOf(message: Pick<MessageCore, 'headers'>): number | undefined {
  return parseRSeq(header(message, 'RSeq') ?? '') ?? undefined;
}
