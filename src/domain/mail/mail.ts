/** Mail that an organization sends: its domains at Resend, and the letters about calls. */
import type { Id, Millis } from '#kernel';

/** https://resend.com/docs/api-reference/domains/get-domain */
export interface MailRecord {
  /** `SPF`, `DKIM`, `MX`. */
  readonly record: string;
  readonly name: string;
  readonly type: string;
  readonly ttl: string;
  readonly status: string;
  readonly value: string;
  readonly priority: number | null;
}

export type MailDomainState = 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';

export interface MailDomain {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  /** Resend's own id of it. */
  readonly providerId: string;
  readonly state: MailDomainState;
  readonly region: string;
  readonly records: readonly MailRecord[];
  /** The part of the sender's address before the `@`. */
  readonly sender: string;
  readonly verifiedAt: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** A letter about an ended call that has not left. */
export interface DueMail {
  readonly callId: Id;
  readonly organizationId: Id;
  readonly emails: readonly string[];
  readonly tries: number;
}

export interface MailRepository {
  /** @throws AppError `mail-domain-taken` (409) when the organization has it already */
  insertDomain(domain: MailDomain): Promise<void>;
  getDomain(organizationId: Id, id: Id): Promise<MailDomain | null>;
  /** Newest first; an organization has a few. */
  listDomains(organizationId: Id): Promise<readonly MailDomain[]>;
  updateDomain(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<MailDomain, 'state' | 'region' | 'records' | 'sender' | 'verifiedAt' | 'updatedAt'>>,
  ): Promise<MailDomain | null>;
  removeDomain(organizationId: Id, id: Id): Promise<boolean>;
  /** Owes a letter about a call; once a call. */
  request(due: Omit<DueMail, 'tries'>, dueAt: Millis): Promise<void>;
  /** Takes up to `limit` that are due; one whose call still owes an analysis waits for it, at most `patienceMs`. */
  claimDue(now: Millis, leaseMs: Millis, patienceMs: Millis, limit: number): Promise<readonly DueMail[]>;
  postpone(callId: Id, dueAt: Millis, tries: number): Promise<void>;
  /** @returns whether it was still owed */
  finish(callId: Id): Promise<boolean>;
  nextDueAt(): Promise<Millis | null>;
}
