/** SIP messages: parse, print, and the header families. Pure. */
export type * from './types.ts';
export { parseMessage } from './parse.ts';
export type { ParseResult } from './parsed.ts';
export { printMessage } from './print.ts';
export { header, headerLines, headerValues, mediaType, sdpOf, withHeaders } from './fields.ts';
export { parseNameAddr, parseNameAddrs, printNameAddr, tagOf, withTag } from './name-addr.ts';
export { param, parseParams, printParams, withParam } from './params.ts';
export { isLoose, parseUri, printUri, uriUser, type SipUri } from './uri.ts';
export { bareHost, ipVersion, parseHostPort, printHostPort, wireHost, type HostPort } from './host.ts';
export { branchOf, MAGIC_COOKIE, printVia } from './via.ts';
export { canonicalName } from './names.ts';
export { rawCallId } from './raw-call-id.ts';
export { parseEvent, printEvent, type EventPackage } from './event.ts';
export { requires, supports, unknownTags, type OptionTag } from './option-tags.ts';
export { printPrivacy, privacyOf, type PrivacyValue } from './privacy.ts';
export { contactsByQ, qValue } from './q-value.ts';
export { parseRAck, printRAck, rackOf, type RAck } from './rack.ts';
export { parseReferTo, printReferTo, type ReferTo } from './refer-to.ts';
export { parseReplaces, printReplaces, type Replaces } from './replaces.ts';
export { retryAfterOf } from './retry-after.ts';
export { parseRSeq, rseqOf } from './rseq.ts';
export {
  LEAST_SESSION_S,
  minSeOf,
  printSessionExpires,
  sessionExpiresOf,
  type SessionExpires,
} from './session-expires.ts';
export {
  parseSubscriptionState,
  printSubscriptionState,
  type SubscriptionState,
} from './subscription-state.ts';
export { warningsOf, type Warning } from './warning.ts';
export { printReason, q850Of, reasonsOf, type Reason } from './reason.ts';
export { hasControl, isToken, quote, splitOutside, unquote } from './scan.ts';
export { limits } from './limits.ts';
