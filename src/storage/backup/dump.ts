/** A whole database as lines of text, as it was at one moment. */
import { Client } from 'pg';
import { clientConfig, type Target } from '../database/pool.ts';
import { FORMAT, MARK, type BackupHead, type SequenceLine, type TableLine } from './format.ts';
import { readSequences, readTables } from './tables.ts';

/** Rows fetched at a time. */
const BATCH = 500;

/**
 * Line by line: the head, then each table with its rows, the sequences, and an end that tells the count of rows.
 * Nobody is held up: it is one read-only transaction. @param more what else belongs into the head
 */
export async function* dumpDatabase(
  target: Target,
  more: Omit<BackupHead, 'format' | 'migrations'>,
): AsyncGenerator<string, void, void> {
  const client = new Client({
    ...clientConfig(target),
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: migrations } = await client.query<BackupHead['migrations'][number]>(
      'SELECT number, name, checksum FROM schema_migrations ORDER BY number',
    );
    yield JSON.stringify({ format: FORMAT, ...more, migrations } satisfies BackupHead);
    let count = 0;
    for (const { name, columns } of await readTables(client)) {
      yield MARK + JSON.stringify({ table: name, columns } satisfies TableLine);
      const list = columns.join(', ');
      await client.query(
        `DECLARE backed_up NO SCROLL CURSOR FOR SELECT row_to_json(part)::text AS line FROM (SELECT ${list} FROM ${name}) part`,
      );
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`FETCH ${BATCH} FROM backed_up`);
        if (rows.length === 0) break;
        count += rows.length;
        // A line feed inside a text is escaped in JSON; one between its parts is not.
        for (const { line } of rows) yield line.replaceAll('\n', ' ');
      }
      await client.query('CLOSE backed_up');
    }
    yield MARK + JSON.stringify({ sequences: await readSequences(client) } satisfies SequenceLine);
    yield MARK + JSON.stringify({ end: count });
  } finally {
    await client.end();
  }
}
