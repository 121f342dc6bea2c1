/** Compiles packages/client to JavaScript with its types, for its own package and for `npm run build`. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** The client's folder. */
export const CLIENT = 'packages/client';

const ROOT = join(import.meta.dirname, '..');
const COMPILER = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** @param project a `tsconfig` file, from the root. Ends the process when it does not compile. */
export function compile(project: string): void {
  const { status } = spawnSync(process.execPath, [COMPILER, '-p', project], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

export function compileClient(): void {
  rmSync(join(ROOT, CLIENT, 'dist'), { recursive: true, force: true });
  compile(join(CLIENT, 'tsconfig.json'));
}

if (process.argv[1] === import.meta.filename) compileClient();
