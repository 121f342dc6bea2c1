/** Programs below a folder that the server's user cannot enter are copied to where it can. */
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { firstClosedFolder } from './access.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { OUTSIDE_ROOT, pathHash } from './location.ts';

/** The same programs, in a place that `account` can enter. */
export async function makeReachable(binaries: Binaries, account: Account | null): Promise<Binaries> {
  if ((await firstClosedFolder(binaries.dir, account)) === null) return binaries;
  const source = dirname(binaries.dir);
  const home = join(OUTSIDE_ROOT, pathHash(source));
  const target = join(home, `postgresql-${binaries.version}`);
  const reachable = { ...binaries, dir: join(target, 'bin') };
  if (await stat(target).catch(() => null)) return reachable;
  await mkdir(home, { recursive: true, mode: 0o755 });
  // Copied beside and renamed: what bears the final name is whole, whoever else copies at the same time.
  const partial = `${target}.${process.pid}`;
  await cp(source, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return reachable;
}
