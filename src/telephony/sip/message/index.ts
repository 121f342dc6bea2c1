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
export { rawCallId } from './raw-call-id.ts';
export { printReason, q850Of, reasonsOf, type Reason } from './reason.ts';
export { hasControl, isToken, quote, splitOutside, unquote } from './scan.ts';
export { limits } from './limits.ts';
