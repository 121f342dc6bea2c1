/** The unprivileged account that PostgreSQL runs as when Parley is root (`initdb` and `postgres` refuse uid 0). */
import { readFile } from 'node:fs/promises';
import { AppError } from '#kernel';

/** A user of the system. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** In order of preference: one's own, the distribution's for PostgreSQL, the one that every system has. */
const NAMES = ['parley', 'postgres', 'nobody'];

/**
 * `null` when we are not root: the server then runs as we do.
 * @param ownerUid uid that an existing cluster belongs to; a cluster must be served by its owner.
 * @throws AppError `postgres-account-missing`
 */
export async function accountForServer(ownerUid: number | null): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  // `initdb` looks its user up by uid, so an account without an entry here is of no use.
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  if (ownerUid !== null && ownerUid !== 0) {
    const owner = accounts.find((account) => account.uid === ownerUid);
    return owner ?? { name: String(ownerUid), uid: ownerUid, gid: ownerUid };
  }
  for (const name of NAMES) {
    const account = accounts.find((entry) => entry.name === name && entry.uid !== 0);
    if (account) return account;
  }
  throw new AppError({
    code: 'postgres-account-missing',
    status: 500,
    message: `Parley runs as root, but PostgreSQL must not: add a user named ${NAMES.join(', ')} to /etc/passwd, run Parley as another user, or set DATABASE_URL.`,
  });
}

/** Reads the lines of a passwd file; broken lines are left out. */
export function parsePasswd(text: string): readonly Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !uid || !gid || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
