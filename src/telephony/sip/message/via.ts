/** Via (RFC 3261, 20.42) with `rport` (RFC 3581). */
import { parseHostPort, printHostPort } from './host.ts';
import { param, parseParams, printParams } from './params.ts';
import { isToken, splitOutside } from './scan.ts';
import type { Via } from './types.ts';

/** 8.1.1.7: the branch of a client that follows RFC 3261 starts with these seven characters. */
export const MAGIC_COOKIE = 'z9hG4bK';

/** Reads all Via values of one field; null when one is malformed. */
export function parseVias(text: string): Via[] | null {
  const values = splitOutside(text, ',').map(parseVia);
  return values.every((value) => value !== null) ? values : null;
}

export function printVia(via: Via): string {
  return `SIP/2.0/${via.transport} ${printHostPort(via)}${printParams(via.params)}`;
}

/** 17.1.3, 17.2.3: the transaction's name; undefined when the peer gave none (RFC 2543). */
export function branchOf(via: Via): string | undefined {
  return param(via.params, 'branch');
}

function parseVia(text: string): Via | null {
  const head = /^SIP\s*\/\s*2\.0\s*\/\s*([^\s/;]+)\s+/i.exec(text);
  if (!head || !isToken(head[1]!)) return null;
  const rest = text.slice(head[0].length);
  const semicolon = rest.indexOf(';');
  const sentBy = parseHostPort(semicolon < 0 ? rest : rest.slice(0, semicolon));
  const params = semicolon < 0 ? [] : parseParams(rest.slice(semicolon));
  return sentBy && params && { transport: head[1]!.toUpperCase(), ...sentBy, params };
}
