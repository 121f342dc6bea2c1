/** Tenants and the keys that open the APIs. */
import type { Id, Millis } from '#kernel';
import type { Quotas } from '../quotas/quota.ts';
import type { Scope } from './scopes.ts';

export interface Organization {
  readonly id: Id;
  /** The organization that made this one; one level: a parent has none itself. */
  readonly parentId: Id | null;
  readonly name: string;
  /** Calls that may be live at once; further ones are deferred. */
  readonly concurrency: number;
  /** New INVITEs a second; further ones are deferred. */
  readonly callsPerSecond: number;
  /** E.164 prefixes that may be dialled, e.g. `+34`; empty = all. */
  readonly destinationAllow: readonly string[];
  /** Caller number used when neither the request nor the agent names one. */
  readonly defaultNumberId: Id | null;
  readonly quotas: Quotas;
  /** Of all its keys together, in the place of the server's setting. */
  readonly requestsPerMinute: number | null;
  /** Who asks not to be called any more goes to the suppression list; an agent may say otherwise. */
  readonly suppressOptOuts: boolean;
  readonly createdAt: Millis;
  /** Its keys and sessions are revoked; what it had stays to be read by its parent. */
  readonly archivedAt: Millis | null;
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
  /** The key's last 4 characters, to know it by; empty for keys of earlier releases. */
  readonly hint: string;
  /** Null: everything. */
  readonly scopes: readonly Scope[] | null;
  /** In the place of what its API allows. */
  readonly requestsPerMinute: number | null;
  readonly createdAt: Millis;
  readonly expiresAt: Millis | null;
  /** To the minute. */
  readonly lastUsedAt: Millis | null;
  readonly revokedAt: Millis | null;
  /** The secret before the last rotation, and until when it works too. */
  readonly previousHash: string | null;
  readonly previousUntil: Millis | null;
}

/** Whose data a request works on. Every query is scoped by it. */
export interface Tenant {
  readonly organizationId: Id;
  readonly mode: KeyMode;
  /** The key, or the session, that asks. */
  readonly keyId: Id;
}

/** Why a presented key does not work (any more); null when it does. */
export function keyRefusal(
  key: ApiKey,
  presentedHash: string,
  now: Millis,
): 'revoked' | 'expired' | 'replaced' | null {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= now) return 'expired';
  if (key.hash === presentedHash) return null;
  return key.previousHash === presentedHash && (key.previousUntil ?? 0) > now ? null : 'replaced';
}
