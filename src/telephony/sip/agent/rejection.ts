/** A final response that refuses a call, in the wire's words. */
import type { SipEnding } from '../../contract.ts';
import {
  contactsByQ,
  q850Of,
  reasonsOf,
  retryAfterOf,
  warningsOf,
  type SipResponse,
} from '../message/index.ts';

/** Contacts of one redirection that are told: nobody tries more. */
const MOST_CONTACTS = 16;

/** The response's status and phrase, and what Reason (RFC 3326), Warning, Retry-After and Contact add. */
export function rejection(response: SipResponse): SipEnding {
  const q850 = q850Of(response);
  const text = reasonsOf(response).find((reason) => reason.text !== undefined)?.text;
  const warning = warningsOf(response)[0]?.text;
  const retryAfterS = retryAfterOf(response);
  const contacts = redirects(response.status) ? contactsByQ(response).slice(0, MOST_CONTACTS) : [];
  return {
    kind: 'rejected',
    by: 'peer',
    status: response.status,
    reason: response.reason,
    ...(q850 === undefined ? {} : { q850 }),
    ...(warning === undefined ? {} : { warning }),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
    ...(contacts.length === 0 ? {} : { contacts }),
    ...(text === undefined ? {} : { detail: text }),
  };
}

/** 21.4.13, 21.4.26, 21.6.4: the description was refused, not the call: what it was. */
export function offeredIn(offer: string | undefined, status: number): Pick<SipEnding, 'offered'> {
  if (offer === undefined || (status !== 415 && status !== 488 && status !== 606)) return {};
  if (/^m=audio \d+ \S*SAVP/m.test(offer)) return { offered: 'secure' };
  return { offered: /^a=crypto:/m.test(offer) ? 'keys' : 'plain' };
}

/**
 * 21.3, 21.4.23: where else the callee may be. Not 305, whose Contact is a proxy: to route through whatever a callee
 * names would let it choose who carries our calls; nor 380, whose alternative is another service (21.3.5).
 */
function redirects(status: number): boolean {
  return (status >= 300 && status < 400 && status !== 305 && status !== 380) || status === 485;
}
