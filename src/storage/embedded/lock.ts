/** The lock on a data directory: held by the system for as long as the process lives, so it is never stale. */
import { join } from 'node:path';
import { AppError, type Closable } from '#kernel';

/** Its name within the directory. Read it by SQLite only: closing it otherwise would drop the process's lock. */
const LOCK_FILE = 'lock';
const SQLITE_BUSY = 5;

/**
 * Takes the exclusive lock; never waits. Local disks only.
 * @throws AppError `data-dir-in-use`, `data-dir-unusable`
 */
export async function lockDirectory(dir: string): Promise<Closable> {
  // Loaded late: no other part of Parley needs SQLite.
  const { DatabaseSync } = await import('node:sqlite');
  let database;
  try {
    database = new DatabaseSync(join(dir, LOCK_FILE));
    database.exec('PRAGMA busy_timeout=0; PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    if (errorCode(cause) === SQLITE_BUSY)
      throw new AppError({
        code: 'data-dir-in-use',
        status: 409,
        message: `Another Parley process uses the data directory ${dir}. Stop it, or give this one a directory of its own (PARLEY_DATA_DIR). Nothing was changed.`,
        cause,
      });
    throw new AppError({
      code: 'data-dir-unusable',
      status: 500,
      message: `The lock of the data directory (${join(dir, LOCK_FILE)}) cannot be taken: ${String(cause)}. Make the directory writable for the user that runs Parley; the file itself may be deleted while no Parley runs.`,
      cause,
    });
  }
  let held: typeof database | undefined = database;
  return {
    close() {
      held?.close();
      held = undefined;
    },
  };
}

function errorCode(thrown: unknown): number | undefined {
  return (thrown as { errcode?: number }).errcode;
}
