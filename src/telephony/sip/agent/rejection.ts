/** A final response that refuses a call, in the wire's words. */
import type { SipEnding } from '../../contract.ts';
import { q850Of, reasonsOf, type SipResponse } from '../message/index.ts';

/** The response's status and phrase, and what its Reason header adds (RFC 3326). */
export function rejection(response: SipResponse): SipEnding {
  const q850 = q850Of(response);
  const text = reasonsOf(response).find((reason) => reason.text !== undefined)?.text;
  return {
    kind: 'rejected',
    by: 'peer',
    status: response.status,
    reason: response.reason,
    ...(q850 === undefined ? {} : { q850 }),
    ...(text === undefined ? {} : { detail: text }),
  };
}
