/** Which PostgreSQL programs run: the operator's, the npm package's, or the system's. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError, errorText } from '#kernel';
import { packagedBinaries } from './packaged-binaries.ts';

const run = promisify(execFile);

/** A folder with `initdb` and `postgres` that run here. */
export interface Binaries {
  /** The folder `bin`. */
  readonly dir: string;
  readonly major: number;
  /** As the program prints it, e.g. `18.4`. */
  readonly version: string;
  readonly from: 'configured' | 'package' | 'system';
}

/** The versions whose dialect every statement of ours is written in. */
export const OLDEST_MAJOR = 15;

/**
 * Chooses the programs for a cluster.
 * @param configured `PARLEY_POSTGRES_BIN`; when given, nothing else is considered.
 * @param major version of the existing cluster; `null` = a new one, the first found is taken.
 * @throws AppError `postgres-missing`, `postgres-version-mismatch`
 */
export async function chooseBinaries(
  configured: string | undefined,
  major: number | null,
  clusterDir: string,
): Promise<Binaries> {
  const found: Binaries[] = [];
  const refused: string[] = [];
  for await (const candidate of candidates(configured)) {
    try {
      const binaries = await inspect(candidate.dir, candidate.from);
      if (binaries.major === (major ?? binaries.major)) return binaries;
      found.push(binaries);
    } catch (thrown) {
      refused.push(`${candidate.dir}: ${errorText(thrown).split('\n')[0]}`);
    }
  }
  if (found.length > 0 && major !== null) throw mismatch(found, major, clusterDir);
  const tried = refused.length > 0 ? ` Tried ${refused.join('; ')}.` : '';
  throw new AppError({
    code: 'postgres-missing',
    status: 500,
    message: configured
      ? `PARLEY_POSTGRES_BIN names no folder with working PostgreSQL programs (initdb, postgres).${tried} Correct it, or set DATABASE_URL to use a PostgreSQL server.`
      : `No PostgreSQL programs were found for this platform (${process.platform} ${process.arch}): set DATABASE_URL to a PostgreSQL ${OLDEST_MAJOR} or later, or PARLEY_POSTGRES_BIN to a folder with initdb and postgres.${tried}`,
  });
}

async function* candidates(
  configured: string | undefined,
): AsyncGenerator<{ dir: string; from: Binaries['from'] }> {
  if (configured !== undefined) {
    yield { dir: configured, from: 'configured' };
    return;
  }
  const packaged = await packagedBinaries();
  if (packaged) yield { dir: packaged, from: 'package' };
  for (const dir of await systemFolders()) yield { dir, from: 'system' };
}

/** Where distributions and Homebrew put the server programs; newest version first. */
async function systemFolders(): Promise<readonly string[]> {
  const versioned = await Promise.all(
    [
      ['/usr/lib/postgresql', /^(\d+)$/],
      ['/usr/libexec', /^postgresql(\d+)$/],
      ['/usr', /^pgsql-(\d+)$/],
      ['/opt/homebrew/opt', /^postgresql@(\d+)$/],
      ['/usr/local/opt', /^postgresql@(\d+)$/],
    ].map(async ([root, pattern]) => {
      const names = await readdir(root as string).catch(() => []);
      return names.flatMap((name) => {
        const major = (pattern as RegExp).exec(name)?.[1];
        if (major === undefined) return [];
        const folder = join(root as string, name);
        return [
          {
            major: Number(major),
            dir: name.startsWith('postgresql') && root === '/usr/libexec' ? folder : join(folder, 'bin'),
          },
        ];
      });
    }),
  );
  const folders = versioned.flat().sort((a, b) => b.major - a.major);
  return [...folders.map((folder) => folder.dir), '/usr/bin', '/usr/local/bin'];
}

async function inspect(dir: string, from: Binaries['from']): Promise<Binaries> {
  await run(join(dir, 'initdb'), ['--version'], { env: {} });
  const { stdout } = await run(join(dir, 'postgres'), ['--version'], { env: {} });
  const version = /\(PostgreSQL\) (\d+[\w.]*)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`unknown version: ${stdout.trim()}`);
  const major = Number.parseInt(version, 10);
  if (major < OLDEST_MAJOR) throw new Error(`version ${version} is older than ${OLDEST_MAJOR}`);
  return { dir, major, version, from };
}

function mismatch(found: readonly Binaries[], major: number, clusterDir: string): AppError {
  const have = found.map((binaries) => `${binaries.version} (${binaries.dir})`).join(', ');
  return new AppError({
    code: 'postgres-version-mismatch',
    status: 500,
    message: `The database in ${clusterDir} was made by PostgreSQL ${major}, but the programs found are ${have}. Set PARLEY_POSTGRES_BIN to the folder of a PostgreSQL ${major}, or move the data with that version's pg_dump into a new data directory. Nothing was changed.`,
  });
}
