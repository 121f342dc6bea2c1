/** Connections: one way to configure them, one way to read integers. */
import { Pool, types, type ClientConfig, type CustomTypesConfig } from 'pg';
import { AppError, type Logger } from '#kernel';
import { StoreClient } from './store-client.ts';

/** How to reach a database by its parts; `host` may be the folder of a unix socket. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
}

/** By parts, or as a URL (`DATABASE_URL`). */
export type Target = { readonly connection: ConnectionSettings } | { readonly url: string };

const POOL_SIZE = 12;
const CONNECT_WITHIN_MS = 5_000;
const STATEMENT_WITHIN_MS = 30_000;
/** A transaction that its owner forgot must not hold its locks for good. */
const IDLE_TRANSACTION_MS = 60_000;
const INT8 = 20;

/** Settings that every connection of ours shares. */
export function clientConfig(target: Target): ClientConfig {
  const place = 'url' in target ? { connectionString: target.url } : target.connection;
  return {
    ...place,
    application_name: 'parley',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
    types: { getTypeParser },
  };
}

/** The place without secrets, for messages. */
export function describeTarget(target: Target): string {
  if ('connection' in target) return `${target.connection.host}/${target.connection.database}`;
  const url = URL.parse(target.url);
  return url
    ? `${url.host || 'the local socket'}${url.pathname}`
    : 'the DATABASE_URL given (not a valid URL)';
}

/** A pool whose idle connections may break without breaking us. @param size connections at most */
export function createPool(target: Target, logger: Logger, size = POOL_SIZE): Pool {
  const pool = new Pool({
    ...clientConfig(target),
    Client: StoreClient,
    max: size,
    allowExitOnIdle: true,
  });
  pool.on('error', (fault) => logger.warn('database-connection-lost', { fault }));
  return pool;
}

/** The driver's own parsers, but 64-bit integers become numbers; those that can't are an error, never rounded. */
const getTypeParser: CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === INT8 && format !== 'binary' ? readInteger : types.getTypeParser(oid, format as 'text');

function readInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new AppError({
    code: 'integer-unsafe',
    status: 500,
    message: `The database holds the integer ${text}, which is beyond what a number can hold exactly.`,
  });
}
