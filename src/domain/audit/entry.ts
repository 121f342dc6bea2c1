/** The audit log: who changed what, in a chain that shows when a row was changed or taken out. */
import type { Id, Millis } from '#kernel';
import type { Actor } from '../organizations/member.ts';

export interface AuditEntry {
  readonly organizationId: Id;
  /** 1, 2, 3 … without gaps within the organization. */
  readonly seq: number;
  readonly at: Millis;
  readonly actor: Actor;
  /** The operation, e.g. `updateAgent`, or `flireo POST /calls/outbound`. */
  readonly action: string;
  /** Id of what was changed, as the API spelled it; null when there is none. */
  readonly object: string | null;
  /** Plain JSON without secrets. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Hash of the row before, hex; 64 zeros for the first. */
  readonly prevHash: string;
  readonly hash: string;
}

/** A row before it has its place. */
export type NewAuditEntry = Pick<AuditEntry, 'at' | 'actor' | 'action' | 'object' | 'detail'>;

export interface AuditQuery {
  /** 1 to 1000. */
  readonly limit: number;
  /** Rows with a smaller sequence (newest first). */
  readonly before?: number;
  readonly action?: string;
  readonly actorId?: string;
}

export interface AuditRepository {
  /** Chains the rows to what is there, in this order; other writers of the same chain wait. */
  append(organizationId: Id, entries: readonly NewAuditEntry[]): Promise<void>;
  /** Newest first. */
  list(organizationId: Id, query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** Oldest first, from after `seq`. */
  read(organizationId: Id, afterSeq: number, limit: number): Promise<readonly AuditEntry[]>;
  /** Sequence and hash of the last row; null for an empty log. */
  head(organizationId: Id): Promise<{ readonly seq: number; readonly hash: string } | null>;
}
