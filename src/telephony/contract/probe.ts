/** What a connection to a SIP target is worth, looked at without a word of SIP. */
import type { Millis } from '#kernel';
import type { SipTarget } from './target.ts';

/** The certificate that the peer showed. */
export interface PeerCertificate {
  /** Common name, or the whole subject. */
  readonly subject: string;
  readonly issuer: string;
  /** Wall time, ms. */
  readonly validTo: Millis;
  /** subjectAltName as it stands. */
  readonly names: string;
}

export interface ConnectionReport {
  readonly ok: boolean;
  readonly ms: Millis;
  /** Protocol and cipher, or what is wrong. */
  readonly detail: string;
  /** With TLS; there too where it was refused. */
  readonly certificate?: PeerCertificate;
}

/** TCP or TLS to `target`, closed at once. Never rejects. */
export type ConnectionProbe = (target: SipTarget, withinMs: Millis) => Promise<ConnectionReport>;
