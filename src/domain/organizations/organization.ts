/** Tenants and the keys that open the APIs. */
import type { Id, Millis } from '#kernel';

export interface Organization {
  readonly id: Id;
  readonly name: string;
  /** Calls that may be live at once; further ones are deferred. */
  readonly concurrency: number;
  /** New INVITEs a second; further ones are deferred. */
  readonly callsPerSecond: number;
  /** E.164 prefixes that may be dialled, e.g. `+34`; empty = all. */
  readonly destinationAllow: readonly string[];
  /** Caller number used when neither the request nor the agent names one. */
  readonly defaultNumberId: Id | null;
  readonly createdAt: Millis;
}

/** `test` keys never reach a real trunk. */
export type KeyMode = 'live' | 'test';

export interface ApiKey {
  readonly id: Id;
  readonly organizationId: Id;
  readonly mode: KeyMode;
  readonly name: string;
  /** SHA-256 of the key, hex; the key itself is shown once and never kept. */
  readonly hash: string;
  readonly createdAt: Millis;
  readonly revokedAt: Millis | null;
}

/** Who asks. Every query is scoped by it. */
export interface Tenant {
  readonly organizationId: Id;
  readonly mode: KeyMode;
  readonly keyId: Id;
}
