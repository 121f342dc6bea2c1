/** What is kept of tenants: organizations, keys, members, sessions. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';
import type { Member, Session } from './member.ts';
import type { ApiKey, KeyMode, Organization } from './organization.ts';
import type { Role } from './scopes.ts';

export interface OrganizationRepository {
  /** The one organization of a fresh installation; made on first use. */
  ensureDefault(): Promise<Organization>;
  insert(organization: Organization): Promise<void>;
  get(id: Id): Promise<Organization | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lock(id: Id): Promise<Organization | null>;
  /** Null for what is no child of this parent. Archived ones are found. */
  getChild(parentId: Id, id: Id): Promise<Organization | null>;
  listChildren(parentId: Id, page: Page): Promise<readonly Organization[]>;
  update(
    id: Id,
    patch: Partial<Omit<Organization, 'id' | 'parentId' | 'createdAt' | 'archivedAt'>>,
  ): Promise<Organization | null>;
  /**
   * Deletes a child that has nothing; archives one that has calls, agents, numbers or trunks. Either way its keys and
   * sessions work no more. Null for what is no child of this parent.
   */
  remove(parentId: Id, id: Id, at: Millis): Promise<'deleted' | 'archived' | null>;
}

/** Without `byName` a page begins behind `before`, with it behind `offset`. */
export interface KeyQuery extends Page {
  readonly mode?: KeyMode;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** Whether it works at this moment: neither revoked nor expired. */
  readonly works?: { readonly is: boolean; readonly at: Millis };
  readonly byName?: boolean;
}

/** Without `byEmail` a page begins behind `before`, with it behind `offset`. */
export interface MemberQuery extends Page {
  readonly role?: Role;
  readonly state?: Member['state'];
  /** Part of the name or of the e-mail address, in any case. */
  readonly search?: string;
  readonly byEmail?: boolean;
}

export interface KeyRepository {
  insert(key: ApiKey): Promise<void>;
  /** By its secret, or by the one that a rotation replaced; whether it works is judged by `keyRefusal`. */
  findByHash(hash: string): Promise<ApiKey | null>;
  get(organizationId: Id, id: Id): Promise<ApiKey | null>;
  /** Newest first, revoked ones too; or by name. */
  list(organizationId: Id, query: KeyQuery): Promise<readonly ApiKey[]>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Omit<ApiKey, 'id' | 'organizationId' | 'mode' | 'createdAt'>>,
  ): Promise<ApiKey | null>;
  /** It was used. */
  touch(id: Id, at: Millis): Promise<void>;
}

export interface MemberRepository {
  /** @throws AppError `member-taken` (409) when the organization has one with this e-mail address */
  insert(member: Member): Promise<void>;
  get(organizationId: Id, id: Id): Promise<Member | null>;
  /** Newest first, or by e-mail address. */
  list(organizationId: Id, query: MemberQuery): Promise<readonly Member[]>;
  /** Of every organization; for signing in. */
  findByEmail(email: string): Promise<readonly Member[]>;
  findByInvitation(hash: string): Promise<Member | null>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Omit<Member, 'id' | 'organizationId' | 'email' | 'createdAt'>>,
  ): Promise<Member | null>;
  /** Its sessions end with it. */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Active owners other than `id`; locks them for the rest of the transaction. */
  otherOwners(organizationId: Id, id: Id): Promise<number>;
}

export interface SessionRepository {
  insert(session: Session): Promise<void>;
  findByHash(hash: string): Promise<{ readonly session: Session; readonly member: Member } | null>;
  touch(id: Id, lastSeenAt: Millis, expiresAt: Millis): Promise<void>;
  remove(id: Id): Promise<void>;
  /** Ends every session of a member. */
  removeOf(memberId: Id): Promise<void>;
  /** Removes what has run out. */
  prune(now: Millis): Promise<void>;
}
