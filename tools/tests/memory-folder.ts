/** Where the tests' hundred databases lie: in memory where that is allowed, as nothing there has to survive the run. */
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const LEAST_FREE_BYTES = 4 * 2 ** 30;

/** Makes it the temporary folder of this process and its children until it exits; does nothing where there is none. */
export function useMemoryFolder(): void {
  if (process.env['TMPDIR'] !== undefined || !isRoomy()) return;
  const folder = mkdtempSync(join(MEMORY, 'parley-'));
  // It stands for /tmp, which servers of other users pass through.
  chmodSync(folder, 0o1777);
  process.env['TMPDIR'] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function isRoomy(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > LEAST_FREE_BYTES;
  } catch {
    return false;
  }
}
