/** From start line and header lines to a typed message: the fields that each message must have (RFC 3261, 8.1.1). */
import { parseCSeq } from './cseq.ts';
import { limits } from './limits.ts';
import { parseNameAddr } from './name-addr.ts';
import type { ParseResult, StartLine } from './parsed.ts';
import { splitOutside } from './scan.ts';
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
  const via = readVias(named('Via'));
  if (typeof via === 'string') return fault(via);
  const from = single('From', named('From'), parseNameAddr);
  if (typeof from === 'string') return fault(from);
  const to = single('To', named('To'), parseNameAddr);
  if (typeof to === 'string') return fault(to);
  const callId = single('Call-ID', named('Call-ID'), (text) => (/^\S+$/.test(text) ? { text } : null));
  if (typeof callId === 'string') return fault(callId);
  const cseq = single('CSeq', named('CSeq'), parseCSeq);
  if (typeof cseq === 'string') return fault(cseq);
  for (const name of ['Route', 'Record-Route'])
    if (countOf(named(name)) > limits.routeCount) return fault(`${name} has too many values.`);

  const others = headers.filter((each) => !TYPED.has(each.name));
  const core: MessageCore = { via, from, to, callId: callId.text, cseq, headers: others, body: '' };
  const request: SipRequest | undefined =
    start.kind === 'request' ? { kind: 'request', ...core, method: start.method, uri: start.uri } : undefined;

  if (start.kind === 'request') {
    if (start.version !== 'SIP/2.0') return fault('Only SIP/2.0 is spoken here.', request, 505);
    // 8.1.1.5: the method of CSeq MUST match that of the request.
    if (cseq.method !== start.method) return fault('The method of CSeq is another one.', request);
  }
  const length = bodyLength(named('Content-Length'), rest.length);
  if (typeof length === 'string') return fault(length, request);
  const body = rest.subarray(0, length).toString('utf8');
  return start.kind === 'request'
    ? { ok: true, message: { ...request!, body } }
    : {
        ok: true,
        message: { kind: 'response', ...core, body, status: start.status, reason: start.reason },
      };
}

/** The field that a message has exactly once (8.1.1), or what is wrong with it. */
function single<T extends object>(
  name: string,
  values: readonly string[],
  parse: (text: string) => T | null,
): T | string {
  if (values.length !== 1) return values.length === 0 ? `${name} is missing.` : `${name} is there twice.`;
  return parse(values[0]!) ?? `${name} is malformed.`;
}

function readVias(lines: readonly string[]): Via[] | string {
  if (lines.length === 0) return 'Via is missing.';
  if (countOf(lines) > limits.viaCount) return 'Via has too many values.';
  const read = lines.map(parseVias);
  return read.every((values) => values !== null) ? read.flat() : 'Via is malformed.';
}

function countOf(lines: readonly string[]): number {
  return lines.reduce((count, line) => count + splitOutside(line, ',').length, 0);
}

/** 18.3: without the field the body runs to the end of the datagram; a longer one than there is makes it bad. */
function bodyLength(values: readonly string[], available: number): number | string {
  if (values.length === 0) return available;
  if (new Set(values).size > 1) return 'Content-Length is there twice, with two values.';
  if (!/^\d{1,9}$/.test(values[0]!)) return 'Content-Length is malformed.';
  return Number(values[0]) <= available ? Number(values[0]) : 'Content-Length is greater than the body.';
}

function fault(problem: string, request?: SipRequest, status: 400 | 505 = 400): ParseResult {
  return { ok: false, problem, status, ...(request ? { request } : {}) };
}
