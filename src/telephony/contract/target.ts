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

/** Who may call, and by which realm they know us. */
export interface Guard {
  readonly realm: string;
  readonly credentials: readonly SipCredentials[];
}
