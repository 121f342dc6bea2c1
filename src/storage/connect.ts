/** The store over a PostgreSQL database, embedded or a server's: the same statements. */
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Repositories, Store } from '#domain';
import {
  AppError,
  createIdSource,
  Owner,
  realRandom,
  type Clock,
  type IdSource,
  type Logger,
  type Millis,
} from '#kernel';
import type { Cipher } from './cipher.ts';
import { unreachable } from './database/faults.ts';
import { maintain, maintainRegularly } from './database/maintenance.ts';
import { migrate, readMigrations } from './database/migrate.ts';
import { createPool, describeTarget, type ConnectionSettings, type Target } from './database/pool.ts';
import type { Schema } from './database/schema.ts';
import type { TransactionEnding } from './database/transaction-ending.ts';
import { OLDEST_MAJOR } from './embedded/binaries.ts';
import { Notifier } from './events/notifier.ts';
import { EventQueue, type OnFault } from './events/queue.ts';
import { AuditHeads } from './repositories/audit-heads.ts';
import { Births } from './repositories/calls/births.ts';
import type { Context } from './repositories/context.ts';
import { createRepositories } from './repositories/index.ts';

/** Events that still wait when the store closes get this long. */
const CLOSE_WITHIN_MS: Millis = 5_000;

export interface StoreOptions {
  /** Parts of the address; `url` otherwise. */
  readonly connection?: ConnectionSettings;
  /** `DATABASE_URL`. */
  readonly url?: string;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ids?: IdSource;
  /**
   * No other process uses this database (the embedded one, whose directory we locked): nodes of earlier processes are
   * dead, whatever their leases say, and their calls orphans at once.
   */
  readonly exclusive?: boolean;
  /** Told of events of `appendLater` that could not be kept; they are logged in any case. */
  readonly onFault?: OnFault;
}

/** A store with its upkeep. */
export interface PostgresStore extends Store {
  /** Makes the monthly partitions around `now` and prunes small tables; done at connect and every five minutes. */
  ensurePartitions(now: Millis): Promise<void>;
}

/**
 * Connects, brings the schema up to date, and serves.
 * @throws AppError `database-unreachable`, `database-too-old`, `schema-newer`, `schema-changed`
 */
export async function connectStore(options: StoreOptions): Promise<PostgresStore> {
  const { clock, logger, cipher } = options;
  const target = targetOf(options);
  const owner = new Owner();
  try {
    const pool = createPool(target, logger);
    owner.own('pool', { close: () => pool.end() });
    await prepare(pool, target, options);
    const notifier = new Notifier(target, clock, logger);
    owner.own('notifier', notifier);
    await notifier.open();
    owner.own('maintenance', maintainRegularly(pool, clock, logger));
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    const onFault = options.onFault ?? ((): void => undefined);
    // Transactions wait for the group commit and hold their connections meanwhile: it must never need one of theirs.
    const ownPool = createPool(target, logger, 1);
    owner.own('event pool', { close: () => ownPool.end() });
    const ownDb = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: ownPool }) });
    const queue = new EventQueue({ db: ownDb, clock, logger, onFault });
    owner.own('event queue', { close: () => queue.close(CLOSE_WITHIN_MS) });
    const ids = options.ids ?? createIdSource(clock, realRandom);
    const heads = new AuditHeads();
    return serve(
      { db, cipher, clock, ids, queue, births: new Births(db, heads), heads, ending: null },
      notifier,
      pool,
      owner,
    );
  } catch (thrown) {
    await owner.close();
    throw thrown;
  }
}

function serve(context: Context, notifier: Notifier, pool: pg.Pool, owner: Owner): PostgresStore {
  const { queue } = context;
  return {
    ...createRepositories(context),
    transaction: (work) => runTransaction(context, work),
    appendLater: (id, nodeId, events) => queue.add(id, nodeId, events),
    flush: () => queue.flush(),
    notify: (message) => notifier.tell(message),
    onNotify: (listener) => notifier.listen(listener),
    async ping() {
      await pool.query('SELECT 1');
    },
    ensurePartitions: (now) => maintain(pool, now),
    close: () => owner.close(),
  };
}

async function runTransaction<T>(context: Context, work: (tx: Repositories) => Promise<T>): Promise<T> {
  const ending: TransactionEnding = [];
  let committed = false;
  try {
    const result = await context.db
      .transaction()
      .execute((db) => work(createRepositories({ ...context, db, ending })));
    committed = true;
    return result;
  } finally {
    for (const end of ending.toReversed()) end(committed);
  }
}

async function prepare(
  pool: pg.Pool,
  target: Target,
  { clock, logger, exclusive }: StoreOptions,
): Promise<void> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw unreachable(describeTarget(target), cause);
  });
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const version = rows[0]!.server_version;
    if (Number.parseInt(version, 10) < OLDEST_MAJOR)
      throw new AppError({
        code: 'database-too-old',
        status: 500,
        message: `The PostgreSQL server at ${describeTarget(target)} is version ${version}; Parley needs ${OLDEST_MAJOR} or later.`,
      });
    await migrate(client, await readMigrations(), clock, logger);
    if (exclusive) await client.query('DELETE FROM nodes');
  } finally {
    client.release();
  }
  await maintain(pool, clock.now());
}

function targetOf({ connection, url }: StoreOptions): Target {
  if (url !== undefined) return { url };
  if (connection) return { connection };
  throw new AppError({
    code: 'database-missing',
    status: 500,
    message: 'Neither a connection nor a URL of a database was given.',
  });
}
