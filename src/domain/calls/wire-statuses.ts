/** What a final response, or the network's own cause beside it, means for a call (RFC 3261, 21; RFC 3398; RFC 3326). */
import type { EndCode } from './end-reasons.ts';

/** Every final response that is registered with IANA, 300 to 699, with its phrase and the one reason that it gives. */
export const FINAL_STATUSES: Readonly<Record<number, readonly [phrase: string, code: EndCode]>> = {
  300: ['Multiple Choices', 'redirected'],
  301: ['Moved Permanently', 'redirected'],
  302: ['Moved Temporarily', 'redirected'],
  305: ['Use Proxy', 'redirected'],
  380: ['Alternative Service', 'redirected'],
  400: ['Bad Request', 'carrier-refused'],
  401: ['Unauthorized', 'trunk-auth'],
  402: ['Payment Required', 'payment-required'],
  403: ['Forbidden', 'carrier-refused'],
  404: ['Not Found', 'number-not-found'],
  405: ['Method Not Allowed', 'protocol-mismatch'],
  406: ['Not Acceptable', 'protocol-mismatch'],
  407: ['Proxy Authentication Required', 'trunk-auth'],
  408: ['Request Timeout', 'no-answer'],
  410: ['Gone', 'number-not-found'],
  412: ['Conditional Request Failed', 'protocol-mismatch'],
  413: ['Request Entity Too Large', 'protocol-mismatch'],
  414: ['Request-URI Too Long', 'protocol-mismatch'],
  415: ['Unsupported Media Type', 'protocol-mismatch'],
  416: ['Unsupported URI Scheme', 'protocol-mismatch'],
  417: ['Unknown Resource-Priority', 'protocol-mismatch'],
  420: ['Bad Extension', 'protocol-mismatch'],
  421: ['Extension Required', 'protocol-mismatch'],
  422: ['Session Interval Too Small', 'protocol-mismatch'],
  423: ['Interval Too Brief', 'protocol-mismatch'],
  424: ['Bad Location Information', 'protocol-mismatch'],
  425: ['Bad Alert Message', 'protocol-mismatch'],
  428: ['Use Identity Header', 'caller-id-refused'],
  429: ['Provide Referrer Identity', 'protocol-mismatch'],
  430: ['Flow Failed', 'carrier-error'],
  433: ['Anonymity Disallowed', 'caller-id-refused'],
  436: ['Bad Identity Info', 'caller-id-refused'],
  437: ['Unsupported Credential', 'caller-id-refused'],
  438: ['Invalid Identity Header', 'caller-id-refused'],
  439: ['First Hop Lacks Outbound Support', 'protocol-mismatch'],
  440: ['Max-Breadth Exceeded', 'call-looped'],
  469: ['Bad Info Package', 'protocol-mismatch'],
  470: ['Consent Needed', 'carrier-refused'],
  480: ['Temporarily Unavailable', 'no-answer'],
  481: ['Call/Transaction Does Not Exist', 'carrier-error'],
  482: ['Loop Detected', 'call-looped'],
  483: ['Too Many Hops', 'call-looped'],
  484: ['Address Incomplete', 'number-not-found'],
  485: ['Ambiguous', 'number-not-found'],
  486: ['Busy Here', 'busy'],
  487: ['Request Terminated', 'canceled'],
  488: ['Not Acceptable Here', 'no-common-codec'],
  489: ['Bad Event', 'protocol-mismatch'],
  491: ['Request Pending', 'carrier-error'],
  493: ['Undecipherable', 'protocol-mismatch'],
  494: ['Security Agreement Required', 'protocol-mismatch'],
  500: ['Server Internal Error', 'carrier-error'],
  501: ['Not Implemented', 'protocol-mismatch'],
  502: ['Bad Gateway', 'carrier-error'],
  503: ['Service Unavailable', 'carrier-error'],
  504: ['Server Time-out', 'carrier-error'],
  505: ['Version Not Supported', 'protocol-mismatch'],
  513: ['Message Too Large', 'protocol-mismatch'],
  555: ['Push Notification Service Not Supported', 'protocol-mismatch'],
  580: ['Precondition Failure', 'carrier-error'],
  600: ['Busy Everywhere', 'busy'],
  603: ['Decline', 'declined'],
  604: ['Does Not Exist Anywhere', 'number-not-found'],
  606: ['Not Acceptable', 'no-common-codec'],
  607: ['Unwanted', 'declined'],
  608: ['Rejected', 'call-blocked'],
};

/** Statuses that say little: a gateway's cause beside them says more (RFC 3398, 7.2.4.1 makes statuses of causes). */
const GENERAL: ReadonlySet<number> = new Set([400, 403, 480, 500, 502, 503, 504, 580, 603]);

/** Causes of the telephone network that have one meaning (ITU-T Q.850, 2.2.7). */
const Q850: Readonly<Record<number, EndCode>> = {
  1: 'number-not-found', // unallocated number
  2: 'number-not-found', // no route to the transit network
  3: 'number-not-found', // no route to the destination
  17: 'busy',
  18: 'no-answer', // no user responding
  19: 'no-answer', // alerted, no answer
  20: 'no-answer', // subscriber absent
  21: 'declined', // call rejected
  22: 'number-not-found', // number changed
  27: 'carrier-error', // destination out of order
  28: 'number-not-found', // invalid number format
  34: 'carrier-error', // no circuit
  38: 'carrier-error', // network out of order
  41: 'carrier-error', // temporary failure
  42: 'carrier-error', // congestion
  44: 'carrier-error', // circuit not available
  47: 'carrier-error', // resource unavailable
  50: 'carrier-refused', // facility not subscribed
  55: 'carrier-refused', // incoming calls barred
  57: 'carrier-refused', // bearer capability not authorized
  58: 'carrier-error', // bearer capability not available
  65: 'protocol-mismatch', // bearer capability not implemented
  79: 'protocol-mismatch', // service not implemented
  88: 'protocol-mismatch', // incompatible destination
  102: 'carrier-error', // recovery on timer expiry
};

/** ATIS-1000099: an analytics engine of the carrier's blocked the call; the phrase tells it from a callee's 603. */
const BLOCKED = /^network blocked$/i;

/** @param q850 of a Reason header, if one came. */
export function codeOfStatus(status: number, phrase: string, q850: number | undefined): EndCode {
  if (status === 603 && BLOCKED.test(phrase.trim())) return 'call-blocked';
  const cause = q850 !== undefined && GENERAL.has(status) ? Q850[q850] : undefined;
  return cause ?? FINAL_STATUSES[status]?.[1] ?? codeOfClass(status);
}

/** 8.1.3.2: an unknown status is treated as the x00 of its class. */
function codeOfClass(status: number): EndCode {
  if (status < 400) return 'redirected';
  return status >= 500 && status < 600 ? 'carrier-error' : 'carrier-refused';
}
