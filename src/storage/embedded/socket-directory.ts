/** A short private folder for the server's unix socket. */
import { chown, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, type Closable } from '#kernel';
import { firstClosedFolder } from './access.ts';
import type { Account } from './account.ts';

/** How such a folder's name begins; leftovers are known by it. */
export const SOCKET_DIRECTORY_PREFIX = 'parley-pg-';
/** PostgreSQL's lock file beside the socket; a dead but unreaped process still holds it. */
export const SOCKET_LOCK = '.s.PGSQL.5432.lock';
/** A socket's address holds 107 bytes (103 on macOS) and a data directory's path may be longer. */
const LONGEST_PARENT = 70;

/** The folder, 0700 and owned by the server's user; `close` removes it. @throws AppError `socket-directory` */
export async function makeSocketDirectory(account: Account | null): Promise<Closable & { path: string }> {
  const faults: string[] = [];
  for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    if (parent.length > LONGEST_PARENT || (await firstClosedFolder(parent, account)) !== null) continue;
    try {
      const path = await realpath(await mkdtemp(join(parent, SOCKET_DIRECTORY_PREFIX)));
      if (account) await chown(path, account.uid, account.gid);
      return { path, close: () => rm(path, { recursive: true, force: true }) };
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
