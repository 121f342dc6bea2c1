/** Everything kept: PostgreSQL, embedded or a server's, and one repository a noun. No statement lives elsewhere. */
export { createCipher, type Cipher } from './cipher.ts';
export { dumpDatabase, loadDatabase, readHead, type BackupHead } from './backup/index.ts';
export { createSealer } from './sealer.ts';
export { connectStore, type PostgresStore, type StoreOptions } from './connect.ts';
export type { ConnectionSettings } from './database/pool.ts';
export { lockDirectory } from './embedded/lock.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/start.ts';
