/** A backup's lines into an empty database. */
import { Client } from 'pg';
import { AppError, type Clock, type Logger } from '#kernel';
import { migrate, readMigrations } from '../database/migrate.ts';
import { clientConfig, type Target } from '../database/pool.ts';
import { FORMAT, MARK, type BackupHead, type SequenceLine, type TableLine } from './format.ts';
import { readForeignKeys, readTables } from './tables.ts';

/** Rows, and characters, of one statement at most. */
const BATCH = 200;
const BATCH_TEXT = 4_000_000;

/** @throws AppError `backup-unreadable` when the line is no head of a backup that this release reads */
export function readHead(line: string | undefined): BackupHead {
  const head = parse<Partial<BackupHead>>(line ?? '');
  if (head.format === FORMAT && typeof head.key === 'string' && Array.isArray(head.migrations))
    return head as BackupHead;
  throw unreadable('It is not a backup of Parley, or one of a later release.');
}

/**
 * Brings the schema to the level of the backup, then every row, in one transaction: all or nothing. Later migrations
 * come with the next start. @param lines those behind the head. @returns how many rows came
 * @throws AppError `database-not-empty` (409), `backup-unreadable`, `schema-newer`
 */
export async function loadDatabase(
  target: Target,
  head: BackupHead,
  lines: AsyncIterable<string>,
  clock: Clock,
  logger: Logger,
): Promise<number> {
  const client = new Client({
    ...clientConfig(target),
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  await client.connect();
  try {
    await refuseUsed(client);
    const known = await readMigrations();
    for (const { number, name, checksum } of head.migrations)
      if (known.find((one) => one.number === number)?.checksum !== checksum)
        throw unreadable(
          `Its schema has ${number} (${name}), which this release does not have. Use a later release.`,
        );
    const level = new Set(head.migrations.map(({ number }) => number));
    await migrate(
      client,
      known.filter(({ number }) => level.has(number)),
      clock,
      logger,
    );
    await client.query('BEGIN');
    const count = await loadRows(client, lines);
    await client.query('COMMIT');
    return count;
  } finally {
    await client.end();
  }
}

/** Foreign keys are taken away, and brought back over the rows, which proves that nothing is missing. */
async function loadRows(client: Client, lines: AsyncIterable<string>): Promise<number> {
  const keys = await readForeignKeys(client);
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  const tables = new Map((await readTables(client)).map((table) => [table.name, table]));
  for (const name of tables.keys()) await client.query(`DELETE FROM ${name}`);
  let [count, ended] = [0, false];
  let table: TableLine | null = null;
  let batch: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    if (table === null || batch.length === 0) return;
    const list = table.columns.join(', ');
    await client.query(
      `INSERT INTO ${table.table} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM json_populate_recordset(NULL::${table.table}, $1::json)`,
      [`[${batch.join(',')}]`],
    );
    count += batch.length;
    [batch, length] = [[], 0];
  };
  for await (const line of lines) {
    if (line === '') continue;
    if (ended) throw unreadable('There is something behind its end.');
    const mark = line.startsWith(MARK)
      ? parse<Partial<TableLine & SequenceLine & { end: number }>>(line.slice(MARK.length))
      : null;
    if (mark?.table !== undefined && mark.columns && tables.get(mark.table)) {
      await flush();
      const own = tables.get(mark.table)!.columns;
      if (mark.columns.some((column) => !own.includes(column)))
        throw unreadable(`Its table ${mark.table} has other columns.`);
      table = { table: mark.table, columns: mark.columns };
    } else if (mark?.sequences) {
      await flush();
      for (const { name, last } of mark.sequences)
        if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last]);
      table = null;
    } else if (mark?.end !== undefined) {
      if (mark.end !== count) throw unreadable(`It tells of ${mark.end} rows and holds ${count}.`);
      ended = true;
    } else {
      if (mark !== null || table === null) throw unreadable('It holds a row of no known table.');
      batch.push(line);
      length += line.length;
      if (batch.length >= BATCH || length >= BATCH_TEXT) await flush();
    }
  }
  if (!ended) throw unreadable('Its end is missing: it was cut off.');
  for (const key of keys)
    await client.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${key.name} ${key.definition}`);
  return count;
}

async function refuseUsed(client: Client): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass('schema_migrations') IS NOT NULL AS used");
  if (rows[0]?.used === true)
    throw new AppError({
      code: 'database-not-empty',
      status: 409,
      message: 'The database holds data of Parley already. Restore into an empty one; nothing was changed.',
    });
}

function parse<T>(line: string): T {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as T;
  } catch {
    // Told below, as anything else that is no object.
  }
  throw unreadable('A line of it is broken.');
}

function unreadable(why: string): AppError {
  return new AppError({
    code: 'backup-unreadable',
    status: 400,
    message: `The backup cannot be read. ${why}`,
  });
}
