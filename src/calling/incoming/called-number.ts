/** Which number a call is for. Pure. */
import { isE164 } from '#domain';
import type { IncomingSipCall } from '#telephony';
import { uriOf } from './caller-of.ts';

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

/** With its plus, without, or with the international prefix in its place, as carriers send it. */
function numberOf(user: string): string | null {
  const text = user.split(';')[0]!;
  return [text, `+${text}`, text.replace(/^00/, '+')].find(isE164) ?? null;
}

/** User part of a name-addr or URI; RFC 3261, section 19.1.2: a plus may come escaped. */
function userOf(address: string): string {
  const [, user = ''] = /^(?:sips?|tel):([^@;>]+)/i.exec(uriOf(address)) ?? [];
  return user.replace(/%2b/gi, '+');
}
