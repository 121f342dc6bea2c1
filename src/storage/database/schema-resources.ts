/** The tables of migration 0011 as kysely sees them. */
import type { ColumnType } from 'kysely';
import type { Id, Millis } from '#kernel';

/** Read as a value, written as text that is JSON already: the driver would turn arrays into SQL arrays. */
type Json<T> = ColumnType<T, string, string>;

export interface DialectDataTable {
  organization_id: Id;
  dialect: string;
  noun: string;
  id: Id;
  data: Json<Readonly<Record<string, unknown>>>;
  created_at: Millis;
  updated_at: Millis;
}

/** A part of `Schema`. */
export interface ResourceSchema {
  dialect_data: DialectDataTable;
}
