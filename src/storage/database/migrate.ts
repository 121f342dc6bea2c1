/** Brings the schema up to date: numbered files, each in its own transaction, one process at a time. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { AppError, type Clock, type Logger } from '#kernel';

/** One file `NNNN-name.sql`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  /** SHA-256, hex, of the text with plain line ends. */
  readonly checksum: string;
}

const FOLDER = new URL('../migrations/', import.meta.url);
/** Any number, as long as everything of ours that runs alone in a database takes this one. */
export const MAINTENANCE_LOCK = 7_270_531_904;

/** The migrations that this release brings, in order. */
export async function readMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (file) => {
      const text = (await readFile(new URL(file, folder), 'utf8')).replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), text, checksum };
    }),
  );
}

/**
 * Applies what is missing; waits while another process does. @returns how many were applied.
 * @throws AppError `schema-changed` (an applied file was edited), `schema-newer` (made by a later release)
 */
export async function migrate(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  clock: Clock,
  logger: Logger,
): Promise<number> {
  await client.query('SELECT pg_advisory_lock($1)', [MAINTENANCE_LOCK]);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)',
    );
    const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
      'SELECT number, name, checksum FROM schema_migrations',
    );
    const applied = new Map(rows.map((row) => [row.number, row]));
    check(applied, migrations);
    const missing = migrations.filter((migration) => !applied.has(migration.number));
    for (const migration of missing) {
      await apply(client, migration, clock);
      logger.info('schema-migrated', { number: migration.number, name: migration.name });
    }
    return missing.length;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MAINTENANCE_LOCK]);
  }
}

async function apply(client: pg.ClientBase, migration: Migration, clock: Clock): Promise<void> {
  await client.query('BEGIN');
  try {
    // A migration of a big table may take longer than a request's statement ever should.
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(migration.text);
    await client.query(
      'INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)',
      [migration.number, migration.name, migration.checksum, clock.now()],
    );
    await client.query('COMMIT');
  } catch (thrown) {
    await client.query('ROLLBACK');
    throw thrown;
  }
}

function check(
  applied: ReadonlyMap<number, { name: string; checksum: string }>,
  migrations: readonly Migration[],
): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const [number, { name, checksum }] of applied) {
    const migration = known.get(number);
    if (!migration)
      throw new AppError({
        code: 'schema-newer',
        status: 500,
        message: `The database was brought to version ${number} (${name}) by a later release of Parley. Run that release or a newer one.`,
      });
    if (migration.checksum !== checksum)
      throw new AppError({
        code: 'schema-changed',
        status: 500,
        message: `Migration ${number} (${name}) differs from the one that this database was made with. Run an unchanged release of Parley.`,
      });
  }
}
