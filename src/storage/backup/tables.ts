/** What of a database is backed up: every table, its columns that hold data of their own, and what ties tables together. */
import type pg from 'pg';

export interface Table {
  /** Quoted as statements need it. */
  readonly name: string;
  /** Quoted; without those that the database computes. */
  readonly columns: readonly string[];
}

/** Tables of the schema in the order of their names; partitions are read through what they are parts of. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.oid::regclass::text AS name,
            array_agg(quote_ident(a.attname) ORDER BY a.attnum)::text[] AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migrations'
      GROUP BY c.oid
      ORDER BY 1`,
  );
  return rows;
}

/** A sequence and where it stands; null: nothing was taken yet. */
export interface SequenceState {
  readonly name: string;
  readonly last: string | null;
}

export async function readSequences(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<SequenceState>(
    `SELECT quote_ident(sequencename) AS name, last_value::text AS last
       FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1`,
  );
  return rows;
}

/** A foreign key as statements take it away and bring it back. */
export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Those that are declared, not the copies that partitions inherit. */
export async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT k.conrelid::regclass::text AS table, quote_ident(k.conname) AS name,
            pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k
       JOIN pg_namespace n ON n.oid = k.connamespace AND n.nspname = current_schema()
      WHERE k.contype = 'f' AND k.conparentid = 0
      ORDER BY 1, 2`,
  );
  return rows;
}
