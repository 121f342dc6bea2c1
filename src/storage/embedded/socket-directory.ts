/** A short private folder for the server's unix socket. */
import { chown, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError, type Closable } from '#kernel';
import { firstClosedFolder } from './access.ts';
import type { Account } from './account.ts';

/** How such a folder's name begins; leftovers are known by it. */
export const SOCKET_DIRECTORY_PREFIX = 'parley-pg-';
/** PostgreSQL's lock file beside the socket; a dead but unreaped process still holds it. */
export const SOCKET_LOCK = '.s.PGSQL.5432.lock';
/** A socket's address holds 107 bytes (103 on macOS) and a data directory's path may be longer. */
const LONGEST_PARENT = 70;

/** Beside the cluster: where the folder of the last run was, so that a killed process leaves none for good. */
const NOTE = 'postgres-socket';

/**
 * The folder, 0700 and owned by the server's user; `close` removes it.
 * @param home the folder that holds the cluster
 * @throws AppError `socket-directory`
 */
export async function makeSocketDirectory(
  account: Account | null,
  home: string,
): Promise<Closable & { path: string }> {
  const note = join(home, NOTE);
  const last = await readFile(note, 'utf8').catch(() => '');
  if (basename(last).startsWith(SOCKET_DIRECTORY_PREFIX)) await rm(last, { recursive: true, force: true });
  const faults: string[] = [];
  for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    if (parent.length > LONGEST_PARENT || (await firstClosedFolder(parent, account)) !== null) continue;
    try {
      const path = await realpath(await mkdtemp(join(parent, SOCKET_DIRECTORY_PREFIX)));
      if (account) await chown(path, account.uid, account.gid);
      await writeFile(note, path);
      return {
        path,
        async close() {
          await rm(path, { recursive: true, force: true });
          await rm(note, { force: true });
        },
      };
    } catch (thrown) {
      faults.push(String(thrown));
    }
  }
  throw new AppError({
    code: 'socket-directory',
    status: 500,
    message: `No temporary folder takes the database's socket (tried ${tmpdir()}, /tmp, /var/tmp). ${faults.join('; ')} Make /tmp writable, or set DATABASE_URL.`,
  });
}
