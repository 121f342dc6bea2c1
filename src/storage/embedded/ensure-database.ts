/** The database inside a cluster, made when it isn't there. */
import { Client } from 'pg';
import type { ConnectionSettings } from '../database/pool.ts';

const UNKNOWN_DATABASE = '3D000';

/** Connects once; makes `connection.database` if the server doesn't know it. */
export async function ensureDatabase(connection: ConnectionSettings): Promise<void> {
  const code = await tryConnect(connection);
  if (code === undefined) return;
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}

async function tryConnect(connection: ConnectionSettings): Promise<string | undefined> {
  const client = new Client(connection);
  try {
    await client.connect();
    return undefined;
  } catch (thrown) {
    if ((thrown as { code?: string }).code === UNKNOWN_DATABASE) return UNKNOWN_DATABASE;
    throw thrown;
  } finally {
    await client.end().catch(() => undefined); // Never connected: nothing to end.
  }
}
