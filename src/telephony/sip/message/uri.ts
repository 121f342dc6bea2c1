/** SIP and SIPS URIs (RFC 3261, 19.1). */
import { parseHostPort, printHostPort, type HostPort } from './host.ts';
import { param, parseParams, printParams } from './params.ts';
import { hasControl } from './scan.ts';
import type { Param } from './types.ts';

export interface SipUri extends HostPort {
  readonly scheme: 'sip' | 'sips';
  /** As written, escapes kept; a password stays in it (`user:password`, deprecated by 19.1.1). */
  readonly user?: string;
  readonly params: readonly Param[];
  /** What follows `?`, as written. */
  readonly headers?: string;
}

/** Reads a `sip:` or `sips:` URI; null for anything else. */
export function parseUri(text: string): SipUri | null {
  const scheme = /^(sips?):/i.exec(text)?.[1]?.toLowerCase() as SipUri['scheme'] | undefined;
  if (!scheme || hasControl(text) || /[\s<>"]/.test(text)) return null;
  let rest = text.slice(scheme.length + 1);
  // The user may hold `;` and `?` (25.1 user-unreserved), so it is cut off first.
  const at = rest.indexOf('@');
  const user = at < 0 ? undefined : rest.slice(0, at);
  if (user === '') return null;
  rest = rest.slice(at + 1);
  const question = rest.indexOf('?');
  const headers = question < 0 ? undefined : rest.slice(question + 1);
  if (question >= 0) rest = rest.slice(0, question);
  const semicolon = rest.indexOf(';');
  const hostPort = parseHostPort(semicolon < 0 ? rest : rest.slice(0, semicolon));
  const params = semicolon < 0 ? [] : parseParams(rest.slice(semicolon));
  if (!hostPort || !params) return null;
  return {
    scheme,
    ...(user === undefined ? {} : { user }),
    ...hostPort,
    params,
    ...(headers === undefined ? {} : { headers }),
  };
}

export function printUri(uri: SipUri): string {
  const user = uri.user === undefined ? '' : `${uri.user}@`;
  const headers = uri.headers === undefined ? '' : `?${uri.headers}`;
  return `${uri.scheme}:${user}${printHostPort(uri)}${printParams(uri.params)}${headers}`;
}

/** The user part of a `sip:`, `sips:` or `tel:` URI without password and parameters, unescaped; '' when it has none. */
export function uriUser(text: string): string {
  const tel = /^tel:([^;]*)/i.exec(text)?.[1];
  const raw = tel ?? parseUri(text)?.user?.split(/[:;]/)[0] ?? '';
  try {
    return decodeURIComponent(raw);
  } catch {
    // A broken escape is kept as written.
    return raw;
  }
}

/** Is it a loose router (16.12, `;lr`)? */
export function isLoose(uri: SipUri): boolean {
  return param(uri.params, 'lr') !== undefined;
}
