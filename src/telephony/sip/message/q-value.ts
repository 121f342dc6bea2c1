/** Contacts of a redirection in the order of their q-values (RFC 3261, 8.1.3.4, 20.10). */
import { headerValues } from './fields.ts';
import { parseNameAddr } from './name-addr.ts';
import { param } from './params.ts';
import type { MessageCore, NameAddr } from './types.ts';

/** 25.1 qvalue: 0 to 1 with at most three digits; 1 where there is none that can be read. */
export function qValue(address: NameAddr): number {
  const text = param(address.params, 'q');
  return text !== undefined && /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 1;
}

/** URIs of the Contacts, highest q first, equal ones in their order (8.1.3.4); each once. */
export function contactsByQ(message: Pick<MessageCore, 'headers'>): string[] {
  const addresses = headerValues(message, 'Contact')
    .map(parseNameAddr)
    .filter((address) => address !== null);
  return [...new Set(addresses.toSorted((a, b) => qValue(b) - qValue(a)).map(({ uri }) => uri))];
}
