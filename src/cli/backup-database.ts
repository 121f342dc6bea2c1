/** The database of this configuration for a backup: the running server's, or one that is opened for it alone. */
import type { Config } from '#config';
import { createLogger, Owner, realClock, type Closable } from '#kernel';
import { askOperator } from '#operator';
import { startEmbeddedPostgres, type ConnectionSettings } from '#storage';

/** A place, as storage takes it. */
export type Place = { readonly connection: ConnectionSettings } | { readonly url: string };

/** @throws AppError `data-dir-in-use` and what else the embedded server throws */
export async function openDatabase(config: Config): Promise<Closable & { readonly place: Place }> {
  if (config.databaseUrl !== null)
    return { place: { url: config.databaseUrl }, close: async () => undefined };
  const told = await askOperator(config.dataDir, 'GET', '/database');
  if (told)
    return { place: { connection: told as unknown as ConnectionSettings }, close: async () => undefined };
  const owner = new Owner();
  const { connection } = owner.own(
    'database',
    await startEmbeddedPostgres({
      dataDir: config.dataDir,
      ...(config.postgresBin === null ? {} : { binDir: config.postgresBin }),
      clock: realClock,
      logger: createLogger('error'),
    }),
  );
  return { place: { connection }, close: () => owner.close() };
}
