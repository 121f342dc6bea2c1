/** Monthly partitions of the big tables, by the time inside the id. */
import type pg from 'pg';
import { idAt, type Id, type Millis } from '#kernel';
import { MAINTENANCE_LOCK } from './migrate.ts';

/** Table and the uuid column that it is partitioned by. */
const PARTITIONED = [
  { table: 'call_events', key: 'call_id' },
  { table: 'attempts', key: 'id' },
] as const;
/** SQLSTATE of a lock that others held for too long. */
const LOCK_NOT_AVAILABLE = '55P03';
/** The current month and the next two. */
const MONTHS = 3;

/** One month of ids. */
export interface Month {
  /** `y2026m11`. */
  readonly label: string;
  /** First id of the month. */
  readonly from: Id;
  /** First id after it. */
  readonly to: Id;
}

/** `count` months (UTC) from that of `now` on. */
export function monthsFrom(now: Millis, count: number): readonly Month[] {
  const date = new Date(now);
  const start = (ahead: number): Date =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1));
  return Array.from({ length: count }, (_, ahead) => {
    const first = start(ahead);
    const month = String(first.getUTCMonth() + 1).padStart(2, '0');
    return {
      label: `y${first.getUTCFullYear()}m${month}`,
      from: idAt(first.getTime()),
      to: idAt(start(ahead + 1).getTime()),
    };
  });
}

/** The month (UTC) before that of `now`. */
function monthBefore(now: Millis): Month {
  const date = new Date(now);
  return monthsFrom(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1), 1)[0]!;
}

/** Makes the partitions of this month and the next two that are missing. Safe to run anywhere, any time. */
export async function ensurePartitions(client: pg.ClientBase, now: Millis): Promise<void> {
  for (const { table, key } of PARTITIONED)
    for (const month of monthsFrom(now, MONTHS)) {
      const name = `${table}_${month.label}`;
      if (!(await exists(client, table, name))) await makePartition(client, table, key, name, month);
    }
}

/** Asked of the catalogue's table: a name look-up may answer from a cache that is older than our lock. */
async function exists(client: pg.ClientBase, table: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM pg_class WHERE relname = $1 AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = $2::regclass)',
    [name, table],
  );
  return rowCount === 1;
}

/** Rows of the month that already fell into the default partition move along, else attaching would be refused. */
async function makePartition(
  client: pg.ClientBase,
  table: string,
  key: string,
  name: string,
  { from, to }: Month,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MAINTENANCE_LOCK]);
    if (!(await exists(client, table, name))) {
      await client.query(`LOCK TABLE ${table}_default IN ACCESS EXCLUSIVE MODE`);
      await client.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
      await client.query(
        `WITH moved AS (DELETE FROM ${table}_default WHERE ${key} >= '${from}' AND ${key} < '${to}' RETURNING *) INSERT INTO ${name} SELECT * FROM moved`,
      );
      await client.query(
        `ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
      );
    }
    await client.query('COMMIT');
  } catch (thrown) {
    await client.query('ROLLBACK');
    throw thrown;
  }
}

/** Nobody waits longer than this for a partition to go; the next time is soon. */
const DROP_WAITS_MS = 200;

/**
 * Drops partitions of months before the last one that retention and deletions have emptied. What is still written for
 * such a month goes to the default partition. One process at a time; another one leaves it to that.
 */
export async function dropEmptyPartitions(client: pg.ClientBase, now: Millis): Promise<void> {
  await client.query('BEGIN');
  try {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
      MAINTENANCE_LOCK,
    ]);
    await client.query(`SET LOCAL lock_timeout = ${DROP_WAITS_MS}`);
    if (rows[0]!.mine)
      for (const { table } of PARTITIONED)
        for (const name of await partitionsBefore(client, table, monthBefore(now)))
          await dropEmpty(client, name);
    await client.query('COMMIT');
  } catch (thrown) {
    await client.query('ROLLBACK');
    if ((thrown as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw thrown;
  }
}

async function partitionsBefore(
  client: pg.ClientBase,
  table: string,
  { label }: Month,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass AND relname LIKE $2 AND relname < $3`,
    [table, `${table}\\_y%`, `${table}_${label}`],
  );
  return rows.map(({ name }) => name);
}

/** Looked at again under the lock that keeps others from writing into it. */
async function dropEmpty(client: pg.ClientBase, name: string): Promise<void> {
  const isEmpty = async () => (await client.query(`SELECT FROM ${name} LIMIT 1`)).rowCount === 0;
  if (!(await isEmpty())) return;
  await client.query(`LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE`);
  if (await isEmpty()) await client.query(`DROP TABLE ${name}`);
}
