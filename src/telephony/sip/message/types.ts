/** A SIP message as data (RFC 3261, 7): the fields that every message must have are typed, the others are text. */

/** One `;name=value` parameter (25.1 generic-param). `value` is as on the wire: a quoted string keeps its quotes. */
export interface Param {
  readonly name: string;
  readonly value?: string;
}

/** `"Display" <uri>;params`, the form of From, To, Contact, Route and Record-Route (20.10). */
export interface NameAddr {
  /** Without quotes and escapes. */
  readonly display?: string;
  readonly uri: string;
  readonly params: readonly Param[];
}

/** One Via value (20.42). */
export interface Via {
  /** `UDP`, `TCP`, `TLS` …, upper case. */
  readonly transport: string;
  /** sent-by host; an IPv6 reference keeps its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly params: readonly Param[];
}

/** CSeq (20.16). */
export interface CSeq {
  readonly number: number;
  readonly method: string;
}

/** Any other header field: its full name in the usual spelling and its unfolded value. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** What requests and responses share. */
export interface MessageCore {
  /** Topmost first. */
  readonly via: readonly Via[];
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly callId: string;
  readonly cseq: CSeq;
  /** All others in their order, Content-Length excepted: the printer writes it from the body. */
  readonly headers: readonly Header[];
  /** UTF-8 text; what we take and give is SDP. */
  readonly body: string;
}

export interface SipRequest extends MessageCore {
  readonly kind: 'request';
  /** Case-sensitive (7.1). */
  readonly method: string;
  readonly uri: string;
}

export interface SipResponse extends MessageCore {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;
