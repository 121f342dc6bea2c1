/** PostgreSQL as a supervised child: one command, one data directory, no account and no key. */
import { Owner, type Clock, type Logger } from '#kernel';
import type { ConnectionSettings } from '../database/pool.ts';
import { chooseBinaries } from './binaries.ts';
import { clusterVersion, makeCluster, SERVER_USER } from './cluster.ts';
import { clearLeftovers } from './leftovers.ts';
import { locateCluster, openDataDirectory } from './location.ts';
import { lockDirectory } from './lock.ts';
import { makeReachable } from './reachable-binaries.ts';
import { ensureDatabase } from './ensure-database.ts';
import { makeSocketDirectory } from './socket-directory.ts';
import { supervise } from './supervise.ts';

/** The database's name within the cluster. */
const DATABASE = 'parley';

/** What the embedded server needs. */
export interface EmbeddedPostgresOptions {
  /** Made on first use. Local disks only: the lock relies on the system's file locks. */
  readonly dataDir: string;
  /** `PARLEY_POSTGRES_BIN`: a folder with `initdb` and `postgres`. */
  readonly binDir?: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A running server of our own; nobody else holds its data directory. */
export interface EmbeddedPostgres {
  readonly connection: ConnectionSettings;
  /** Of the programs, e.g. `18.4`. */
  readonly version: string;
  /** Where the cluster lies. */
  readonly clusterDir: string;
  /** Process of the server at this moment. */
  readonly pid: number;
  /** Stops the server, then gives the data directory free. Idempotent. */
  close(): Promise<void>;
}

/**
 * Locks the data directory, makes the cluster on first use, recovers what a killed process left, and starts.
 * @throws AppError `data-dir-in-use`, `data-dir-unusable`, `data-dir-unreachable`, `data-dir-damaged`,
 * `postgres-missing`, `postgres-version-mismatch`, `postgres-account-missing`, `postgres-init-failed`,
 * `postgres-start-failed`, `postgres-orphan`, `socket-directory`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { clock, logger } = options;
  const owner = new Owner();
  try {
    const dataDir = await openDataDirectory(options.dataDir);
    owner.own('lock', await lockDirectory(dataDir));
    const { home, clusterDir, account } = await locateCluster(dataDir);
    // A copied data directory may name the same cluster: its home has a lock of its own.
    if (home !== dataDir) owner.own('cluster lock', await lockDirectory(home));
    const major = await clusterVersion(clusterDir);
    const chosen = await chooseBinaries(options.binDir, major, clusterDir);
    const binaries = await makeReachable(chosen, account);
    if (major === null) await makeCluster(clusterDir, binaries.dir, binaries.major, account);
    else await clearLeftovers(clusterDir, clock, logger);
    const socket = owner.own('socket directory', await makeSocketDirectory(account, home));
    const server = owner.own(
      'server',
      await supervise({ binDir: binaries.dir, clusterDir, socketDir: socket.path, account, clock, logger }),
    );
    const connection = { host: socket.path, port: 5432, user: SERVER_USER, database: DATABASE };
    await ensureDatabase(connection);
    logger.info('postgres-started', { version: binaries.version, from: binaries.from, clusterDir });
    return {
      connection,
      version: binaries.version,
      clusterDir,
      get pid() {
        return server.pid;
      },
      close: () => owner.close(),
    };
  } catch (thrown) {
    await owner.close();
    throw thrown;
  }
}
