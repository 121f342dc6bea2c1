/** One data directory made ahead, of which journeys start copies: a cluster is made and migrated once, not a hundred times. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Makes it, in a process of its own, names it to this process's children as `TEST_DATA_DIR`, and removes it on exit. */
export async function useDataDirectory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-made-'));
  // Started by root, PostgreSQL runs as somebody else, who must pass through.
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'make-data-directory.ts'), folder]);
  process.env['TEST_DATA_DIR'] = folder;
}
