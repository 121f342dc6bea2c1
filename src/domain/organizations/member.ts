/** People: members of an organization and the sessions they sign in to. */
import type { Id, Millis } from '#kernel';
import type { Role } from './scopes.ts';

/** `invited` until a password is set; `disabled` ones cannot sign in. */
export type MemberState = 'invited' | 'active' | 'disabled';

export interface Member {
  readonly id: Id;
  readonly organizationId: Id;
  /** Lower case; once in an organization. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly state: MemberState;
  /** `scrypt$…`; null until it is set. */
  readonly passwordHash: string | null;
  /** SHA-256 of the invitation's token, hex; null when it was used. */
  readonly invitationHash: string | null;
  readonly invitationUntil: Millis | null;
  readonly lastSignedInAt: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface Session {
  readonly id: Id;
  readonly organizationId: Id;
  readonly memberId: Id;
  /** SHA-256 of its token, hex. */
  readonly hash: string;
  readonly createdAt: Millis;
  readonly lastSeenAt: Millis;
  /** Moves with use, up to a last day. */
  readonly expiresAt: Millis;
}

/** A session not used for this long ends. */
export const SESSION_IDLE_MS: Millis = 12 * 3_600_000;
/** However much it is used, it ends after this. */
export const SESSION_LONGEST_MS: Millis = 30 * 86_400_000;
/** An invitation works for this long. */
export const INVITATION_MS: Millis = 7 * 86_400_000;

/** When a session that is used now ends. */
export function sessionEnd(createdAt: Millis, now: Millis): Millis {
  return Math.min(now + SESSION_IDLE_MS, createdAt + SESSION_LONGEST_MS);
}

/** Who did something, as logs keep it. */
export interface Actor {
  readonly kind: 'key' | 'member' | 'operator' | 'system';
  /** As the API spells it; of an operator none. */
  readonly id: string | null;
}
