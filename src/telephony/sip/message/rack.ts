/** RAck (RFC 3262, 7.2): which reliable provisional response a PRACK acknowledges. */
import { parseCSeq, printCSeq } from './cseq.ts';
import { header } from './fields.ts';
import { parseRSeq } from './rseq.ts';
import type { CSeq, MessageCore } from './types.ts';

export interface RAck {
  /** RSeq of the response. */
  readonly rseq: number;
  /** CSeq of the response: the INVITE's. */
  readonly cseq: CSeq;
}

export function parseRAck(text: string): RAck | null {
  const parts = /^(\d{1,10})\s+(\d{1,10}\s+\S+)$/.exec(text.trim());
  const [rseq, cseq] = parts ? [parseRSeq(parts[1]!), parseCSeq(parts[2]!)] : [null, null];
  return rseq !== null && cseq ? { rseq, cseq } : null;
}

export function printRAck({ rseq, cseq }: RAck): string {
  return `${rseq} ${printCSeq(cseq)}`;
}

export function rackOf(message: Pick<MessageCore, 'headers'>): RAck | undefined {
  return parseRAck(header(message, 'RAck') ?? '') ?? undefined;
}
