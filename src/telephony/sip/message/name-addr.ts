/** From, To, Contact, Route and Record-Route values (RFC 3261, 20.10, 20.20, 20.39). */
import { param, parseParams, printParams, withParam } from './params.ts';
import { hasControl, isToken, quote, quotedEnd, splitOutside, unquote } from './scan.ts';
import type { NameAddr } from './types.ts';

/** Reads one name-addr or addr-spec with its header parameters; null when malformed. */
export function parseNameAddr(text: string): NameAddr | null {
  const trimmed = text.trim();
  const open = openBracket(trimmed);
  if (open === -1) return parseAddrSpec(trimmed);
  const close = trimmed.indexOf('>', open);
  if (open < -1 || close < 0) return null;
  const display = displayName(trimmed.slice(0, open).trim());
  const uri = trimmed.slice(open + 1, close).trim();
  const params = parseParams(trimmed.slice(close + 1));
  if (display === null || !params || !isUriLike(uri)) return null;
  return { ...(display === '' ? {} : { display }), uri, params };
}

export function printNameAddr({ display, uri, params }: NameAddr): string {
  // 25.1 display-name: tokens go bare, anything else is quoted.
  const name =
    display === undefined ? '' : `${display.split(' ').every(isToken) ? display : quote(display)} `;
  return `${name}<${uri}>${printParams(params)}`;
}

/** Every value of a field that may list several, e.g. Record-Route; null when one is malformed. */
export function parseNameAddrs(text: string): NameAddr[] | null {
  const values = splitOutside(text, ',')
    .filter((part) => part !== '')
    .map(parseNameAddr);
  return values.every((value) => value !== null) ? values : null;
}

/** 19.3. */
export function tagOf(address: NameAddr): string | undefined {
  return param(address.params, 'tag');
}

export function withTag(address: NameAddr, tag: string | undefined): NameAddr {
  return { ...address, params: withParam(address.params, 'tag', tag) };
}

/** 20.10: without brackets, what follows the first `;` are header parameters, not the URI's. */
function parseAddrSpec(text: string): NameAddr | null {
  const semicolon = text.indexOf(';');
  const uri = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
  const params = semicolon < 0 ? [] : parseParams(text.slice(semicolon));
  // 20.10: a URI with a comma, question mark or semicolon must be in brackets.
  return params && isUriLike(uri) && !uri.includes('?') ? { uri, params } : null;
}

/** Where the URI opens; -1 when there are no brackets, -2 when a quoted display name never ends. */
function openBracket(text: string): number {
  if (!text.startsWith('"')) return text.indexOf('<');
  const end = quotedEnd(text, 0);
  return end < 0 ? -2 : text.indexOf('<', end) < 0 ? -2 : text.indexOf('<', end);
}

/** 25.1 display-name: a quoted string or tokens; read tolerantly, as long as no quote is unbalanced. */
function displayName(text: string): string | null {
  if (text.startsWith('"')) return quotedEnd(text, 0) === text.length ? unquote(text) : null;
  return /["<>]/.test(text) ? null : text;
}

function isUriLike(uri: string): boolean {
  const colon = uri.indexOf(':');
  return colon > 0 && isToken(uri.slice(0, colon)) && !/[\s<>"]/.test(uri) && !hasControl(uri);
}
