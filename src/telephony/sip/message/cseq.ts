/** CSeq (RFC 3261, 20.16). */
import { isToken } from './scan.ts';
import type { CSeq } from './types.ts';

/** 8.1.1.5: the number MUST be less than 2^31. */
const LIMIT = 2 ** 31;

export function parseCSeq(text: string): CSeq | null {
  const parts = /^(\d{1,10})\s+(\S+)$/.exec(text.trim());
  if (!parts || Number(parts[1]) >= LIMIT || !isToken(parts[2]!)) return null;
  return { number: Number(parts[1]), method: parts[2]! };
}

export function printCSeq({ number, method }: CSeq): string {
  return `${number} ${method}`;
}
