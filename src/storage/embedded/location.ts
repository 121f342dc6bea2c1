/** Where the cluster lies: in the data directory, or elsewhere when root's folders are closed to the server's user. */
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#kernel';
import { firstClosedFolder } from './access.ts';
import { accountForServer, type Account } from './account.ts';

/** Holds what the server's user cannot reach in its own place. */
export const OUTSIDE_ROOT = '/var/lib/parley';
/** Says in the data directory that the cluster lies elsewhere. */
export const LOCATION_FILE = 'postgres-location';
const CLUSTER = 'postgres';

/** A cluster's place and its user. */
export interface Location {
  /** The folder that holds the cluster: the data directory, or one below `OUTSIDE_ROOT`. */
  readonly home: string;
  readonly clusterDir: string;
  readonly account: Account | null;
}

/** Makes the data directory if needed. @returns its real path. @throws AppError `data-dir-unusable` */
export async function openDataDirectory(dataDir: string): Promise<string> {
  try {
    // Root's directory lets others pass, not look: the server runs as another user.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
    if ((await mkdir(dataDir, { recursive: true, mode })) !== undefined) await chmod(dataDir, mode);
    return await realpath(dataDir);
  } catch (cause) {
    throw new AppError({
      code: 'data-dir-unusable',
      status: 500,
      message: `The data directory ${dataDir} cannot be made or opened: ${String(cause)}. Make it writable for the user that runs Parley, or choose another (PARLEY_DATA_DIR).`,
      cause,
    });
  }
}

/**
 * Decides where the cluster of `dataDir` (a real path) lies; makes its home and the note of it.
 * @throws AppError `data-dir-damaged`, `data-dir-unreachable`, `postgres-account-missing`
 */
export async function locateCluster(dataDir: string): Promise<Location> {
  const noted = await readNote(dataDir);
  const inside = join(dataDir, CLUSTER);
  const clusterDir = noted ?? inside;
  const owner = await stat(clusterDir).catch(() => null);
  const account = await accountForServer(owner?.uid ?? null);
  if (noted !== null) return { home: join(noted, '..'), clusterDir: noted, account };
  const closed = await firstClosedFolder(dataDir, account);
  if (closed === null) return { home: dataDir, clusterDir: inside, account };
  if (owner)
    throw new AppError({
      code: 'data-dir-unreachable',
      status: 500,
      message: `The database in ${inside} runs as user ${account?.name}, which can no longer enter ${closed}. Allow it (chmod o+x ${closed}), or move the data directory to where it may pass.`,
    });
  return { ...(await outside(dataDir)), account };
}

async function outside(dataDir: string): Promise<Pick<Location, 'home' | 'clusterDir'>> {
  const home = join(OUTSIDE_ROOT, pathHash(dataDir));
  const clusterDir = join(home, CLUSTER);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const note = join(dataDir, LOCATION_FILE);
  await writeFile(`${note}.new`, `${clusterDir}\n`, { mode: 0o644, flush: true });
  await rename(`${note}.new`, note);
  return { home, clusterDir };
}

async function readNote(dataDir: string): Promise<string | null> {
  const note = join(dataDir, LOCATION_FILE);
  const text = await readFile(note, 'utf8').catch(() => null);
  if (text === null) return null;
  const clusterDir = text.trim();
  const home = join(clusterDir, '..');
  if (clusterDir.startsWith('/') && (await stat(home).catch(() => null))?.isDirectory()) return clusterDir;
  throw new AppError({
    code: 'data-dir-damaged',
    status: 500,
    message: `The data directory ${dataDir} is damaged: ${note} says that the database lies in "${clusterDir}", which does not exist. Bring it back from a backup; or, to begin with an empty database, delete that file. Nothing was changed.`,
  });
}

/** A short name for a path. */
export function pathHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
