/** Session descriptions: parse, print, offer and answer of one audio stream (RFC 8866, RFC 3264). */
export type { Agreement, MediaAddress } from './agreement.ts';
export type {
  Direction,
  SdpAttribute,
  SdpConnection,
  SdpDescription,
  SdpMedia,
  SdpOrigin,
} from './description.ts';
export { FORMATS, type OpusWishes } from './formats.ts';
export { OfferAnswer, type Agreed, type LocalStream } from './offer-answer.ts';
export { parseSdp, type SdpParsed } from './parse.ts';
export { printSdp } from './print.ts';
export { refusalOf } from './refusal.ts';
export type { SrtpKeys } from './security.ts';
