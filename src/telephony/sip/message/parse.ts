/** Parsing of messages: tolerant where RFC 3261, 7 lets peers vary, never throwing. */
import { assemble, type Collected } from './assemble.ts';
import { limits } from './limits.ts';
import { canonicalName } from './names.ts';
import type { ParseResult, StartLine } from './parsed.ts';
import { hasControl, isToken } from './scan.ts';
import type { Header } from './types.ts';

/** Reads one datagram. */
export function parseMessage(bytes: Uint8Array): ParseResult {
  if (bytes.length > limits.messageBytes) return fault('The message is too long.');
  const buffer = skipEmptyLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const border = headEnd(buffer);
  if (!border) return fault('There is no empty line after the header fields.');
  const lines = unfold(buffer.subarray(0, border.end).toString('utf8'));
  const long = lines.findIndex((line) => line.length > limits.lineLength);
  if (long >= 0)
    return fault(long === 0 ? 'The start line is too long.' : `Header field ${long} is too long.`);
  const start = parseStartLine(lines[0] ?? '');
  if (!start) return fault('The start line is malformed.');
  if (lines.length - 1 > limits.headerCount) return fault('There are too many header fields.');
  const headers: Header[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const read = parseHeaderLine(line);
    if (!read) return fault(`Header field ${index} is malformed.`);
    headers.push(read);
  }
  const collected: Collected = { start, headers, rest: buffer.subarray(border.body) };
  return assemble(collected);
}

/** 7.5: CRLFs before the start line are ignored. */
function skipEmptyLines(buffer: Buffer): Buffer {
  let from = 0;
  while (buffer[from] === 0x0d || buffer[from] === 0x0a) from++;
  return buffer.subarray(from);
}

function headEnd(buffer: Buffer): { end: number; body: number } | null {
  const strict = buffer.indexOf('\r\n\r\n');
  const loose = buffer.indexOf('\n\n');
  if (strict >= 0 && (loose < 0 || strict < loose)) return { end: strict, body: strict + 4 };
  return loose < 0 ? null : { end: loose, body: loose + 2 };
}

/** 7.3.1: a line that starts with a space or tab continues the one before; both count as one space. */
function unfold(head: string): string[] {
  const lines: string[] = [];
  for (const line of head.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && lines.length > 1) lines.push(`${lines.pop()!} ${line.trim()}`);
    else lines.push(line);
  }
  return lines;
}

function parseStartLine(line: string): StartLine | null {
  if (hasControl(line)) return null;
  const status = /^SIP\/2\.0 +([1-6]\d\d)(?: (.*))?$/i.exec(line);
  if (status) return { kind: 'response', status: Number(status[1]), reason: (status[2] ?? '').trim() };
  const request = /^(\S+) (\S+) (SIP\/\d+\.\d+)$/i.exec(line);
  if (!request || !isToken(request[1]!) || !/^[A-Za-z][A-Za-z0-9+.-]*:[^<>"]+$/.test(request[2]!))
    return null;
  return { kind: 'request', method: request[1]!, uri: request[2]!, version: request[3]!.toUpperCase() };
}

/** 7.3.1: `name HCOLON value`; spaces before the colon are allowed. */
function parseHeaderLine(line: string): Header | null {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).trim();
  const value = line.slice(colon + 1).trim();
  return isToken(name) && !hasControl(value) ? { name: canonicalName(name), value } : null;
}

function fault(problem: string): ParseResult {
  return { ok: false, problem, status: 400 };
}
