/** Registrations and pings: how a trunk is kept reachable. */
import type { Closable, Events, Millis } from '#kernel';
import type { SipCredentials, SipTarget } from './target.ts';

export interface RegistrationSettings {
  /** `sip:` URI of the registrar's domain: the Request-URI (RFC 3261, 10.2). */
  readonly registrar: string;
  /** Next hop when it is not the registrar's host (outbound proxy). */
  readonly proxy?: string;
  /** Address of record: `sip:user@domain`. */
  readonly aor: string;
  /** User part of our Contact; calls to it come back with it. */
  readonly contactUser: string;
  readonly credentials?: SipCredentials;
  /** Asked for, s; the registrar's word decides (10.2.4). */
  readonly expiresS: number;
}

export interface RegistrationState {
  readonly status:
    | 'trying' // nothing heard yet
    | 'registered'
    | 'refused' // 403, 404, wrong credentials …: tried again, but rarely
    | 'unreachable' // no answer, no address, 5xx: tried again with growing pauses (RFC 5626, 4.5)
    | 'closed';
  readonly since: Millis;
  /** When the binding lapses unless refreshed. */
  readonly expiresAt?: Millis;
  readonly nextTryAt?: Millis;
  readonly sipStatus?: number;
  readonly detail?: string;
}

export interface Registration extends Closable {
  readonly state: RegistrationState;
  readonly events: Events<{ changed: RegistrationState }>;
  /** Removes the binding (10.2.2), waits 2 s at most. */
  close(): Promise<void>;
}

export interface PingRequest {
  readonly uri: string;
  readonly proxy?: string;
  readonly target?: SipTarget;
  readonly withinMs: Millis;
  readonly credentials?: SipCredentials;
}

export interface PingReport {
  /** Something answered: any final status means that the peer is alive. */
  readonly alive: boolean;
  readonly status?: number;
  readonly reason?: string;
  readonly roundTripMs?: Millis;
  readonly target?: SipTarget;
  /** `Server` or `User-Agent` of the answer. */
  readonly software?: string;
  /** `Allow` and `Supported` of the answer. */
  readonly allow?: readonly string[];
  readonly supported?: readonly string[];
  readonly detail?: string;
}
