/** Whom a contact of a 3xx stands for (RFC 3261, 8.1.3.4), and whose it is. Pure. */
import {
  calledNumber,
  gatewayParts,
  isE164,
  numberDialledAs,
  numberIn,
  settingsOf,
  userIn,
  type Trunk,
} from '#domain';

/**
 * Who is called when `contact` is followed, as the dial authority judges: E.164, or a SIP URI. A number that nobody can
 * read stays as it is dialled, which is no address: then nobody may call it.
 * @param to whom the call is for
 */
export function calleeOf(contact: string, to: string, trunk: Trunk | null): string {
  const user = userIn(contact);
  if (!/^\+?[\d*#]+$/.test(user)) return contact.replace(/\?[^@]*$/, '');
  const settings = trunk && settingsOf(trunk);
  const same = isE164(to) && [to, to.slice(1), settings && calledNumber(to, settings)].includes(user);
  if (same) return to;
  return numberIn(contact) ?? (settings && numberDialledAs(user, settings)) ?? user;
}

/** Does it lead to a gateway of that trunk? */
export function isOfTrunk(contact: string, trunk: Trunk): boolean {
  // RFC 3261, 25.1: a user may hold semicolons, and no "@".
  const place = contact.replace(/^(sips?:)[^@]*@/i, '$1');
  const { host } = gatewayParts(place);
  return settingsOf(trunk).gateways.some(
    ({ uri }) => gatewayParts(uri).host.toLowerCase() === host.toLowerCase(),
  );
}
