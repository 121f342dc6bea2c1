/** Who calls. Pure. */
import { numberIn } from '#domain';

/** The caller as E.164 where the URI of `From` holds one, else the URI. */
export function callerOf(from: string): string {
  const uri = uriOf(from);
  return numberIn(uri) ?? uri;
}

/** URI of a name-addr or addr-spec (RFC 3261, 20.10). A name says what its owner wants and may look like an address. */
export function uriOf(address: string): string {
  const nameless = address.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return /<([^>]*)>/.exec(nameless)?.[1] ?? nameless.split(';')[0]!.trim();
}
