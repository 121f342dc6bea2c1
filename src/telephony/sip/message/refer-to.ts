/** Refer-To (RFC 3515, 2.1) with the Replaces that its URI may carry (RFC 5589, 7; RFC 3891, 4). */
import { parseNameAddr } from './name-addr.ts';
import { parseUri, printUri } from './uri.ts';

export interface ReferTo {
  /** Without its headers. */
  readonly uri: string;
  /** Value of the Replaces header inside the URI, unescaped. */
  readonly replaces?: string;
}

/** A `sip:` or `sips:` target, or a `tel:` one; null for anything else. */
export function parseReferTo(text: string): ReferTo | null {
  const address = parseNameAddr(text);
  if (!address) return null;
  if (/^tel:[^?]+$/i.test(address.uri)) return { uri: address.uri };
  const uri = parseUri(address.uri);
  if (!uri) return null;
  const { headers, ...bare } = uri;
  const replaces = headers === undefined ? undefined : headerOf(headers, 'replaces');
  return { uri: printUri(bare), ...(replaces === undefined ? {} : { replaces }) };
}

/** RFC 3261, 19.1.1: what the headers of a URI hold must be escaped. */
export function printReferTo({ uri, replaces }: ReferTo): string {
  return `<${uri}${replaces === undefined ? '' : `?Replaces=${encodeURIComponent(replaces)}`}>`;
}

function headerOf(headers: string, name: string): string | undefined {
  for (const part of headers.split('&')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).toLowerCase() === name) {
      try {
        return decodeURIComponent(part.slice(equals + 1));
      } catch {
        // A broken escape names no dialog.
        return undefined;
      }
    }
  }
  return undefined;
}
