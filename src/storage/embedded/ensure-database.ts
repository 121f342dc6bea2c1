/** The database inside a cluster, made when it isn't there. */
import { Client } from 'pg';
import type { ConnectionSettings } from '../database/pool.ts';

/** Makes `connection.database` if the server doesn't have it. */
export async function ensureDatabase(connection: ConnectionSettings): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      connection.database,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}
