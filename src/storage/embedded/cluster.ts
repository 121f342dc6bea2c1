/** The files of a cluster: made by `initdb` on first use, judged before every start. */
import { chown, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, errorText } from '#kernel';
import type { Account } from './account.ts';
import { damaged } from './damage.ts';
import { runAs } from './run-as.ts';

/** The superuser and owner of everything inside; reached by the socket alone. */
export const SERVER_USER = 'parley';
/** Without any of these a cluster isn't one. */
const PARTS = ['global/pg_control', 'base', 'pg_wal', 'pg_xact', 'postgresql.conf', 'pg_hba.conf'];

/**
 * The PostgreSQL version that made the cluster; `null` when there is none yet.
 * @throws AppError `data-dir-damaged` when it is there but not whole
 */
export async function clusterVersion(clusterDir: string): Promise<number | null> {
  const names = await readdir(clusterDir).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    if (cause.code === 'EACCES') throw foreign(clusterDir, cause);
    throw damaged(
      clusterDir,
      cause.code === 'ENOTDIR' ? 'it is a file, not a folder' : errorText(cause),
      cause,
    );
  });
  if (names.length === 0) return null;
  const text = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch((cause: unknown) => {
    throw damaged(clusterDir, 'its file PG_VERSION is missing or unreadable', cause);
  });
  if (!/^\d+\s*$/.test(text)) throw damaged(clusterDir, 'its file PG_VERSION holds no version');
  for (const part of PARTS)
    if (!(await stat(join(clusterDir, part)).catch(() => null)))
      throw damaged(clusterDir, `its part ${part} is missing`);
  return Number(text);
}

/**
 * Makes a cluster. It is built beside and renamed when whole, so an interrupted first start leaves no half cluster.
 * @throws AppError `postgres-init-failed`
 */
export async function makeCluster(
  clusterDir: string,
  binDir: string,
  major: number,
  account: Account | null,
): Promise<void> {
  const partial = `${clusterDir}.new`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  if (account) await chown(partial, account.uid, account.gid);
  const args = ['-D', partial, '-U', SERVER_USER, '-A', 'trust', '-E', 'UTF8', '--locale=C'];
  // The default from 18 on; before, pages were not checked.
  if (major < 18) args.push('--data-checksums');
  try {
    await runAs(account, join(binDir, 'initdb'), args, partial);
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n')[0] ?? errorText(cause);
    throw new AppError({
      code: 'postgres-init-failed',
      status: 500,
      message: `The database could not be made in ${clusterDir}: ${said}. Check the disk's space and permissions, or set DATABASE_URL.`,
      cause,
    });
  }
  await rm(clusterDir, { recursive: true, force: true });
  await rename(partial, clusterDir);
  const parent = await open(dirname(clusterDir), 'r');
  await parent.sync().finally(() => parent.close());
}

function foreign(clusterDir: string, cause: unknown): AppError {
  return new AppError({
    code: 'data-dir-unusable',
    status: 500,
    message: `The database in ${clusterDir} belongs to another user. Run Parley as the user that made it (root, if it was), or choose another data directory (PARLEY_DATA_DIR).`,
    cause,
  });
}
