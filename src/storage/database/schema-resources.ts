/** The tables of migration 0011 as kysely sees them. */
import type { ColumnType } from 'kysely';
import type { AnalysisSettings, PoolRule, Tool } from '#domain';
import type { Id, Millis } from '#kernel';

/** Read as a value, written as text that is JSON already: the driver would turn arrays into SQL arrays. */
type Json<T> = ColumnType<T, string, string>;

interface Owned {
  id: Id;
  organization_id: Id;
  created_at: Millis;
  updated_at: Millis;
}

export interface DialectDataTable extends Owned {
  dialect: string;
  noun: string;
  data: Json<Readonly<Record<string, unknown>>>;
}

export interface NumberPoolTable extends Owned {
  name: string;
  rule: PoolRule;
}

interface PoolMemberTable {
  pool_id: Id;
  number_id: Id;
  weight: number;
  position: number;
}

export interface ToolTable extends Owned {
  title: string;
  config: Json<Tool>;
}

export interface AnalysisTemplateTable extends Owned {
  name: string;
  description: string;
  settings: Json<Partial<AnalysisSettings>>;
}

/** A part of `Schema`. */
export interface ResourceSchema {
  dialect_data: DialectDataTable;
  number_pools: NumberPoolTable;
  number_pool_members: PoolMemberTable;
  tools: ToolTable;
  analysis_templates: AnalysisTemplateTable;
}
