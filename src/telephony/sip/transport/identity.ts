/** Whose certificate it is (RFC 5922, 7): the SIP domain must be named in it. */
import { isIP } from 'node:net';

/** What Node tells of a certificate. */
export interface Certificate {
  /** As Node prints it: `DNS:a.example, URI:sip:a.example, IP Address:192.0.2.1`. */
  readonly subjectaltname?: string | undefined;
  readonly subject?: { readonly CN?: string | readonly string[] | undefined } | undefined;
}

/**
 * Is `domain` (the host of the URI) an identity of the certificate?
 * 7.1: SIP URIs of subjectAltName without a user part are the identities; only without any, its DNS names; only without
 * subjectAltName, the common name. A numeric host is looked for among its IP addresses.
 * 7.2 forbids wildcards. Where a carrier's DNS name has one in place of its first label we take it all the same: such
 * certificates are in wide use, and to refuse them would leave their customers without TLS.
 */
export function provesDomain(certificate: Certificate, domain: string): boolean {
  const wanted = domain.toLowerCase();
  const names = alternatives(certificate.subjectaltname ?? '');
  const of = (kind: string): string[] => names.flatMap(([each, value]) => (each === kind ? [value] : []));
  if (isIP(wanted) !== 0) return of('IP Address').some((each) => sameAddress(each, wanted));
  const domains = of('URI').flatMap((uri) => /^sips?:([^@;?]+)$/i.exec(uri)?.[1]?.toLowerCase() ?? []);
  if (domains.length > 0) return domains.includes(wanted);
  const dns = of('DNS');
  if (names.length > 0) return dns.some((each) => matches(each.toLowerCase(), wanted));
  return [certificate.subject?.CN ?? []].flat().some((name) => name.toLowerCase() === wanted);
}

/** Node quotes a value that could be taken for more than one. */
function alternatives(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(
    ([, kind, value]) => [kind!, value!.replace(/^"(.*)"$/s, '$1')] as const,
  );
}

function matches(pattern: string, wanted: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === wanted;
  const rest = wanted.indexOf('.');
  return rest > 0 && wanted.slice(rest) === pattern.slice(1) && pattern.split('.').length > 2;
}

function sameAddress(a: string, b: string): boolean {
  return plainAddress(a) === plainAddress(b);
}

/** IPv6 has many spellings. */
function plainAddress(text: string): string {
  return URL.canParse(`http://[${text}]`) ? new URL(`http://[${text}]`).hostname : text;
}
