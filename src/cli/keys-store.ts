/** The store without a server: this process takes the data directory's lock for as long as it needs it. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '#config';
import type { Store } from '#domain';
import { createLogger, Owner, realClock, realRandom, type Closable } from '#kernel';
import { connectStore, createCipher, startEmbeddedPostgres } from '#storage';

/** @throws AppError `data-dir-in-use` when a server runs there, and what else storage throws */
export async function openStoreAlone(config: Config): Promise<Closable & { readonly store: Store }> {
  const logger = createLogger('error');
  const owner = new Owner();
  try {
    const embedded =
      config.databaseUrl === null
        ? owner.own(
            'database',
            await startEmbeddedPostgres({
              dataDir: config.dataDir,
              ...(config.postgresBin === null ? {} : { binDir: config.postgresBin }),
              clock: realClock,
              logger,
            }),
          )
        : null;
    await mkdir(dirname(config.keyFile), { recursive: true });
    const cipher = await createCipher(config.keyFile, realRandom);
    const store = owner.own(
      'store',
      await connectStore({
        ...(embedded ? { connection: embedded.connection } : { url: config.databaseUrl! }),
        cipher,
        clock: realClock,
        logger,
      }),
    );
    return { store, close: () => owner.close() };
  } catch (thrown) {
    await owner.close();
    throw thrown;
  }
}
