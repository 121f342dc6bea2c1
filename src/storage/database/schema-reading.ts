/** Tables of reading at scale (migrations/0009-reading.sql) that are read or written by name. */
import type { ColumnType } from 'kysely';
import type { ErasureState, MarkKind } from '#domain';
import type { Id, Millis } from '#kernel';

interface NoteTable {
  id: Id;
  call_id: Id;
  organization_id: Id;
  author: string | null;
  text: string;
  flagged: boolean;
  created_at: Millis;
  updated_at: Millis;
}

interface MarkTable {
  organization_id: Id;
  kind: MarkKind;
  value: string;
  call_id: Id;
  by: string;
  at: Millis;
}

interface UploadTable {
  call_id: Id;
  organization_id: Id;
  tries: number;
  due_at: Millis;
}

export interface ErasureTable {
  id: Id;
  organization_id: Id;
  phone: string | null;
  pseudonym: string;
  state: ErasureState;
  calls: number;
  detail: string | null;
  requested_at: Millis;
  finished_at: Millis | null;
  due_at: Millis | null;
}

interface RetentionTable {
  organization_id: Id;
  recordings_days: number | null;
  transcripts_days: number | null;
  events_days: number | null;
  recordings_done: ColumnType<Id | null, never, Id>;
  transcripts_done: ColumnType<Id | null, never, Id>;
  events_done: ColumnType<Id | null, never, Id>;
  updated_at: Millis;
}

export interface ReadingSchema {
  call_notes: NoteTable;
  call_marks: MarkTable;
  due_uploads: UploadTable;
  erasures: ErasureTable;
  retention: RetentionTable;
}
