/** Where SIP goes, and as whom. */

export type SipTransport = 'UDP' | 'TCP' | 'TLS';

/** One next hop that a URI leads to (RFC 3263). */
export interface SipTarget {
  readonly transport: SipTransport;
  /** IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Host of the URI: asked for by SNI and looked for in the certificate (RFC 5922, 7.3). */
  readonly serverName?: string;
  /** The URI named the transport: a long request is not moved from UDP to TCP (RFC 3261, 18.1.1). */
  readonly explicit?: boolean;
}

export interface SipCredentials {
  readonly username: string;
  readonly password: string;
}

/** RFC 8760, 2.4: those that we challenge by. */
export type ChallengeAlgorithm = 'SHA-256' | 'MD5';

/** Who may call, and by which realm they know us. */
export interface Guard {
  readonly realm: string;
  /** The most preferred first; MD5 alone unless said: many telephones give up at a challenge that they do not know. */
  readonly algorithms?: readonly ChallengeAlgorithm[];
  readonly credentials: readonly SipCredentials[];
}
