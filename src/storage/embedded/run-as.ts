/** Starts programs as the server's account. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import type { Account } from './account.ts';

const run = promisify(execFile);

/** Nothing of our environment reaches the server: `PG…` and locale variables would change what it does. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program to its end. @throws what `execFile` throws, with `stderr`. */
export async function runAs(
  account: Account | null,
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<void> {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  await run(program, args, { ...identity, cwd, env: ENVIRONMENT });
}

/**
 * Starts a server program in a session of its own, so that Ctrl-C in our terminal doesn't reach it before us.
 * Where util-linux's `setpriv` is at hand, the kernel interrupts it when we die, however we die.
 */
export async function spawnAs(
  account: Account | null,
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<ChildProcess> {
  const options = { cwd, env: ENVIRONMENT, detached: true, stdio: ['ignore', 'ignore', 'pipe'] as const };
  // The signal follows the thread that spawns, hence the main thread only.
  if (isMainThread && (await hasParentDeathSignal())) {
    const identity = account
      ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--no-new-privs']
      : [];
    return spawn('setpriv', [...identity, '--pdeathsig=INT', program, ...args], {
      ...options,
      stdio: [...options.stdio],
    });
  }
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  return spawn(program, args, { ...options, ...identity, stdio: [...options.stdio] });
}

/** BusyBox has a `setpriv` that lacks the option; other systems have none. */
async function hasParentDeathSignal(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    await run('setpriv', ['--pdeathsig=INT', 'true'], { env: ENVIRONMENT });
    return true;
  } catch {
    return false;
  }
}
