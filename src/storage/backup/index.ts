/** Backups: a database as lines of text, and back. */
export { dumpDatabase } from './dump.ts';
export type { BackupHead } from './format.ts';
export { loadDatabase, readHead } from './load.ts';
