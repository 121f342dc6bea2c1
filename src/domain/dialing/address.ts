/** Who can be called: an E.164 number or a SIP URI, and nothing else. */

export type Address =
  | { readonly kind: 'e164'; readonly text: string; readonly person: string }
  | { readonly kind: 'sip'; readonly text: string; readonly person: string };

/** Plus, 7 to 15 digits, the first not 0 (ITU-T E.164, 6.2.1); whether it is assigned is not judged. */
const E164 = /^\+[1-9]\d{6,14}$/;
/** A SIP URI with a host (RFC 3261, 19.1.1); headers (`?…`) are not allowed in a target. */
const SIP =
  /^(sips?):(?:([^@\s<>"?]+)@)?((?:\[[0-9a-f:.]+\])|(?:[a-z0-9.-]+))(:\d{1,5})?((?:;[^\s<>"?]+)*)$/i;

const HIGHEST_PORT = 65_535;

/** Is it a well-formed E.164 number? */
export function isE164(text: string): boolean {
  return E164.test(text);
}

/**
 * Reads an address. `person` is what "the same person" means to the dial authority: the number, or the URI without
 * its parameters and with its host in lower case.
 * @returns null when it is neither.
 */
export function parseAddress(text: string): Address | null {
  if (E164.test(text)) return { kind: 'e164', text, person: text };
  const sip = SIP.exec(text);
  if (!sip) return null;
  const [, scheme, user, host, port] = sip;
  if (port !== undefined && Number(port.slice(1)) > HIGHEST_PORT) return null;
  const person = `${scheme!.toLowerCase()}:${user ? `${user}@` : ''}${host!.toLowerCase()}${port ?? ''}`;
  return { kind: 'sip', text, person };
}

/**
 * The telephone number that an address leads to: E.164, or the user part of a SIP or tel URI that is one, whatever its
 * escapes, visual separators (RFC 3966, 3) or "00" in the plus's place.
 * @returns null when there is none to be read; digits without plus may be anybody's
 */
export function numberIn(text: string): string | null {
  const user = isE164(text) ? text : userIn(text);
  return [user, user.replace(/^00/, '+')].find(isE164) ?? null;
}

/** User part of a SIP or tel URI without parameters, escapes (RFC 3261, 19.1.2) and visual separators; '' for none. */
export function userIn(uri: string): string {
  const [, user = ''] = /^(?:sips?:([^@]+)@|tel:([^@]+))/i.exec(uri)?.filter((part) => part) ?? [];
  const name = unescaped(user.split(/[;:]/)[0]!);
  const dialled = name.replace(/[-.() ]/g, '');
  return /^\+?[\d*#]+$/.test(dialled) ? dialled : name;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The rule and its mend, for whoever sent something else. */
export const ADDRESS_RULE =
  'must be an E.164 number (a plus sign, then 7 to 15 digits, the first not 0, e.g. +34910000001) or a SIP URI (e.g. sip:anna@127.0.0.1:5070).';

/** Country calling codes of one and two digits (ITU-T E.164 list of assigned codes); all others have three. */
const SHORT_CODES = new Set(
  (
    '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
    '81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/** The country calling code of an E.164 number, without the plus, e.g. `34`. */
export function callingCode(e164: string): string {
  const digits = e164.slice(1);
  for (const length of [1, 2]) if (SHORT_CODES.has(digits.slice(0, length))) return digits.slice(0, length);
  return digits.slice(0, 3);
}
