/** The session description inside a multipart body (RFC 5621, 3; RFC 2046, 5.1), as gateways with ISUP beside it send. */
import { hasControl } from './scan.ts';

/** Parts that are looked at; a body of more is somebody's joke. */
const MOST_PARTS = 16;

/** @param contentType of the whole @returns the first part that describes the session; undefined: there is none */
export function sdpPart(contentType: string, body: string): string | undefined {
  const [, quoted, plain] = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || hasControl(boundary)) return undefined;
  // RFC 2046, 5.1.1: a delimiter begins a line; what stands before the first one is a preamble.
  for (const part of `\n${body}`.split(`\n--${boundary}`, MOST_PARTS + 1).slice(1)) {
    if (part.startsWith('--')) return undefined;
    const [, head = '', content] = /^[ \t]*\r?\n([^]*?)\r?\n\r?\n([^]*)$/.exec(part) ?? [];
    if (content !== undefined && isSession(`\n${head}`)) return content.replace(/\r$/, '');
  }
  return undefined;
}

/** RFC 3261, 20.11: a description is the session's unless its disposition says otherwise. */
function isSession(head: string): boolean {
  const disposition = /\nContent-Disposition[ \t]*:[ \t]*([^\s;]+)/i.exec(head)?.[1] ?? 'session';
  return (
    /\n(?:Content-Type|c)[ \t]*:[ \t]*application\/sdp[ \t]*(?:[;\r\n]|$)/i.test(head) &&
    disposition.toLowerCase() === 'session'
  );
}
