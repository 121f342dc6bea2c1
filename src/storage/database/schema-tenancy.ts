/** The tables of people, what they did, and what may be used (0006-tenancy.sql). */
import type { ColumnType } from 'kysely';
import type { Actor, LedgerEntry, MemberState, Role } from '#domain';
import type { Id, Millis } from '#kernel';

export interface MemberTable {
  id: Id;
  organization_id: Id;
  email: string;
  name: string;
  role: Role;
  state: MemberState;
  password_hash: string | null;
  invitation_hash: string | null;
  invitation_until: Millis | null;
  last_signed_in_at: Millis | null;
  created_at: Millis;
  updated_at: Millis;
}

export interface SessionTable {
  id: Id;
  organization_id: Id;
  member_id: Id;
  hash: string;
  created_at: Millis;
  last_seen_at: Millis;
  expires_at: Millis;
}

export interface AuditLogTable {
  organization_id: Id;
  seq: number;
  at: Millis;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  action: string;
  object: string | null;
  detail: ColumnType<Readonly<Record<string, unknown>>, string, never>;
  prev_hash: string;
  hash: string;
}

export interface AuditHeadTable {
  organization_id: Id;
  seq: number;
  hash: string;
}

export interface MinuteAccountTable {
  organization_id: Id;
  enabled: boolean;
  balance_s: number;
  rounding_s: number;
  exhausted_message: string | null;
  ledger_seq: number;
  updated_at: Millis;
}

export interface MinuteLedgerTable {
  organization_id: Id;
  seq: number;
  at: Millis;
  kind: LedgerEntry['kind'];
  seconds: number;
  balance_s: number;
  call_id: Id | null;
  note: string;
  actor_kind: Actor['kind'];
  actor_id: string | null;
}

export interface TenancySchema {
  members: MemberTable;
  sessions: SessionTable;
  audit_log: AuditLogTable;
  audit_heads: AuditHeadTable;
  minute_accounts: MinuteAccountTable;
  minute_ledger: MinuteLedgerTable;
}
