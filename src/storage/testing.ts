/** For tests: one real server a test process, a fresh database a call. Stopped and removed when the process ends. */
import { existsSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { realClock, realRandom, silentLogger, type Clock, type IdSource, type Logger } from '#kernel';
import { createCipher, type Cipher } from './cipher.ts';
import { connectStore, type PostgresStore, type StoreOptions } from './connect.ts';
import { clientConfig, type ConnectionSettings, type Target } from './database/pool.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/start.ts';

const TEMPLATE = 'parley_template';

/** A store on a database of its own. */
export interface TestStore {
  readonly store: PostgresStore;
  readonly connection: ConnectionSettings;
  /** The same place, as `execute` takes it. */
  readonly target: Target;
  readonly cipher: Cipher;
  close(): Promise<void>;
}

/** A running server of the test process. */
export interface TestServer {
  readonly server: EmbeddedPostgres;
  /** A folder that goes with the process. */
  readonly folder: string;
}

const servers = new Map<string | undefined, Promise<TestServer>>();
let databases = 0;

/** The process's server; one for each folder of programs. */
export function testServer(binDir?: string): Promise<TestServer> {
  let starting = servers.get(binDir);
  if (!starting) servers.set(binDir, (starting = start(binDir)));
  return starting;
}

/** A store on a fresh, migrated database; by default with the system's clock and a silent log. */
export async function openTestStore(
  options: {
    readonly binDir?: string;
    readonly clock?: Clock;
    readonly ids?: IdSource;
    readonly logger?: Logger;
    readonly onFault?: NonNullable<StoreOptions['onFault']>;
  } = {},
): Promise<TestStore> {
  const { server, folder } = await testServer(options.binDir);
  const cipher = await createCipher(join(folder, 'key'), realRandom);
  const connection = { ...server.connection, database: `test_${++databases}` };
  await execute(server, `CREATE DATABASE ${connection.database} TEMPLATE ${TEMPLATE}`);
  const { clock = realClock, logger = silentLogger, ids, onFault } = options;
  const store = await connectStore({
    connection,
    cipher,
    clock,
    logger,
    ...(ids ? { ids } : {}),
    ...(onFault ? { onFault } : {}),
  });
  return { store, connection, target: { connection }, cipher, close: () => store.close() };
}

export type { Target };

/** Runs one statement on a connection of its own. */
export async function execute(
  target: Target,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(clientConfig(target));
  await client.connect();
  try {
    return (await client.query(statement, [...values])).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

async function start(binDir: string | undefined): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'));
  // The server's user passes through when we are root.
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    ...(binDir === undefined ? {} : { binDir }),
    clock: realClock,
    logger: silentLogger,
  });
  process.once('exit', () => {
    stopAtOnce(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 10 });
    rmSync(server.connection.host, { recursive: true, force: true });
  });
  await execute(server, `CREATE DATABASE ${TEMPLATE}`);
  const template = { ...server.connection, database: TEMPLATE };
  const cipher = await createCipher(join(folder, 'key'), realRandom);
  await (
    await connectStore({ connection: template, cipher, clock: realClock, logger: silentLogger })
  ).close();
  return { server, folder };
}

/** The process ends now: the server is killed softly and waited for without the event loop. */
function stopAtOnce({ pid, clusterDir }: EmbeddedPostgres): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    return; // Gone already.
  }
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (let waits = 0; waits < 400 && existsSync(join(clusterDir, 'postmaster.pid')); waits++)
    Atomics.wait(cell, 0, 0, 5);
}
