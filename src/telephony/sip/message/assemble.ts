/** From start line and header lines to a typed message: the fields that each message must have (RFC 3261, 8.1.1). */
import { parseCSeq } from './cseq.ts';
import { limits } from './limits.ts';
import { parseNameAddr } from './name-addr.ts';
import type { ParseResult, StartLine } from './parsed.ts';
import type { Header, MessageCore, SipRequest, Via } from './types.ts';
import { parseVias } from './via.ts';

export interface Collected {
  readonly start: StartLine;
  readonly headers: readonly Header[];
  /** Bytes after the empty line. */
  readonly rest: Buffer;
}

const TYPED = new Set(['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Content-Length']);

export function assemble({ start, headers, rest }: Collected): ParseResult {
  const named = (name: string): string[] =>
    headers.filter((each) => each.name === name).map((each) => each.value);
  const single = <T>(name: string, parse: (text: string) => T | null): T | null => {
    const values = named(name);
    return values.length === 1 ? parse(values[0]!) : null;
  };
  const vias = named('Via').map(parseVias);
  const via = vias.every((values) => values !== null) ? vias.flat() : ([] as Via[]);
  const from = single('From', parseNameAddr);
  const to = single('To', parseNameAddr);
  const callId = single('Call-ID', (text) => (/^\S+$/.test(text) ? text : null));
  const cseq = single('CSeq', parseCSeq);
  if (via.length === 0 || via.length > limits.viaCount) return fault('Via is missing or malformed.');
  if (!from) return fault('From is missing, doubled or malformed.');
  if (!to) return fault('To is missing, doubled or malformed.');
  if (!callId) return fault('Call-ID is missing, doubled or malformed.');
  if (!cseq) return fault('CSeq is missing, doubled or malformed.');

  const others = headers.filter((each) => !TYPED.has(each.name));
  const core: MessageCore = { via, from, to, callId, cseq, headers: others, body: '' };
  const request: SipRequest | undefined =
    start.kind === 'request' ? { kind: 'request', ...core, method: start.method, uri: start.uri } : undefined;

  if (start.kind === 'request') {
    if (start.version !== 'SIP/2.0') return fault('Only SIP/2.0 is spoken here.', request, 505);
    // 8.1.1.5: the method of CSeq MUST match that of the request.
    if (cseq.method !== start.method) return fault('The method of CSeq is another one.', request);
  }
  const length = bodyLength(named('Content-Length'), rest.length);
  if (length === null) return fault('Content-Length is malformed or greater than the body.', request);
  const body = rest.subarray(0, length).toString('utf8');
  return start.kind === 'request'
    ? { ok: true, message: { ...request!, body } }
    : {
        ok: true,
        message: { kind: 'response', ...core, body, status: start.status, reason: start.reason },
      };
}

/** 18.3: without the field the body runs to the end of the datagram; a longer one than there is makes it bad. */
function bodyLength(values: readonly string[], available: number): number | null {
  if (values.length === 0) return available;
  if (new Set(values).size > 1 || !/^\d{1,9}$/.test(values[0]!)) return null;
  return Number(values[0]) <= available ? Number(values[0]) : null;
}

function fault(problem: string, request?: SipRequest, status: 400 | 505 = 400): ParseResult {
  return { ok: false, problem, status, ...(request ? { request } : {}) };
}
