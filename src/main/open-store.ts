/** The store of this process: the embedded PostgreSQL, or the server that `DATABASE_URL` names. */
import { createHmac } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '#config';
import type { Sealer, Store } from '#domain';
import { realClock, realRandom, type IdSource, type Logger, type Owner } from '#kernel';
import {
  connectStore,
  createCipher,
  createSealer,
  startEmbeddedPostgres,
  type ConnectionSettings,
} from '#storage';

export interface OpenedStore {
  readonly store: Store;
  /** Signs links to recordings; the same on every node that shares the key file. */
  readonly linkSecret: Uint8Array;
  /** Of secrets inside agents; the same on every node that shares the key file. */
  readonly secrets: Sealer;
  /** Of the embedded database; null when the database is a server's. */
  readonly connection: ConnectionSettings | null;
}

/** @throws AppError `data-dir-in-use`, `data-dir-damaged`, `database-unreachable` … each with its mend */
export async function openStore(
  config: Config,
  owner: Owner,
  ids: IdSource,
  logger: Logger,
): Promise<OpenedStore> {
  const shared = { clock: realClock, logger };
  const embedded =
    config.databaseUrl === null
      ? owner.own(
          'postgres',
          await startEmbeddedPostgres({
            ...shared,
            dataDir: config.dataDir,
            ...(config.postgresBin === null ? {} : { binDir: config.postgresBin }),
          }),
        )
      : null;
  await mkdir(dirname(config.keyFile), { recursive: true });
  const cipher = await createCipher(config.keyFile, realRandom);
  const target = embedded
    ? { connection: embedded.connection, exclusive: true }
    : { url: config.databaseUrl! };
  const store = owner.own('store', await connectStore({ ...shared, ...target, cipher, ids }));
  const key = await readFile(config.keyFile);
  const linkSecret = createHmac('sha256', key).update('recording-links').digest();
  return { store, linkSecret, secrets: createSealer(cipher), connection: embedded?.connection ?? null };
}
