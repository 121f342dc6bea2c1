/** Which number a call is for. Pure. */
import { isE164 } from '#domain';
import type { IncomingSipCall } from '#telephony';

/**
 * E.164 of the Request-URI. A carrier that calls the binding which we registered has the account's name there: then
 * P-Called-Party-ID says it (RFC 7315, 4.2), or To.
 */
export function calledNumber(sip: Pick<IncomingSipCall, 'calledUser' | 'to' | 'header'>): string | null {
  return (
    numberOf(sip.calledUser) ??
    numberOf(userOf(sip.header('P-Called-Party-ID') ?? '')) ??
    numberOf(userOf(sip.to))
  );
}

/** With or without its plus, as carriers send it. */
function numberOf(user: string): string | null {
  const text = user.split(';')[0]!;
  return [text, `+${text}`].find(isE164) ?? null;
}

/** User part of a name-addr or URI; RFC 3261, section 19.1.2: a plus may come escaped. */
function userOf(address: string): string {
  const [, user = ''] = /(?:sips?|tel):([^@;>]+)/i.exec(address) ?? [];
  return user.replace(/%2b/gi, '+');
}
