/** What an earlier Parley that was killed left behind: a running server, a lock file, a socket. */
import { readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, type Clock, type Logger, type Millis } from '#kernel';
import { processesOfCluster, servesCluster } from './running.ts';
import { SOCKET_DIRECTORY_PREFIX, SOCKET_LOCK } from './socket-directory.ts';
import { pause } from './pause.ts';

const FAST_STOP_MS = 15_000;
const HARD_STOP_MS = 10_000;
const CHECK_EVERY_MS = 20;

/** What PostgreSQL writes about itself, line by line. */
export interface PostmasterFile {
  readonly pid: number;
  readonly socketDir: string;
  readonly ready: boolean;
}

/** Reads `postmaster.pid`; `null` when there is none or it is cut short. */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => null);
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, socketDir: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' };
}

/**
 * Call with the data directory's lock held: no other Parley can be using the cluster.
 * Stops an orphaned server (rather than adopting it: settings and version are then this release's), and removes
 * a lock file whose process is dead or a stranger.
 * @param keepSocketDir the socket's folder when it will be used again; only the lock file in it is removed.
 * @throws AppError `postgres-orphan` when it will not stop
 */
export async function clearLeftovers(
  clusterDir: string,
  clock: Clock,
  logger: Logger,
  keepSocketDir?: string,
): Promise<void> {
  const cluster = await realpath(clusterDir);
  const left = await readPostmasterFile(cluster);
  if (left && (await servesCluster(left.pid, cluster))) {
    logger.warn('postgres-orphan-stopped', { pid: left.pid });
    signal([left.pid], 'SIGINT');
  }
  // Also when the postmaster is gone: its children may still write, and the lock file guards their memory.
  if (!(await allGone(cluster, left?.pid, FAST_STOP_MS, clock))) {
    signal(await remaining(cluster, left?.pid), 'SIGQUIT');
    if (!(await allGone(cluster, left?.pid, HARD_STOP_MS, clock)))
      throw new AppError({
        code: 'postgres-orphan',
        status: 500,
        message: `A PostgreSQL server of an earlier Parley (process ${(await remaining(cluster, left?.pid)).join(', ')}) still uses ${clusterDir} and does not stop. Stop it by hand and start again.`,
      });
  }
  // PostgreSQL refuses a file that a full disk left empty.
  if (!left) return await rm(join(cluster, 'postmaster.pid'), { force: true });
  // A pid that nothing bears PostgreSQL judges best itself, shared memory included.
  if (exists(left.pid)) await rm(join(cluster, 'postmaster.pid'), { force: true });
  if (!basename(left.socketDir).startsWith(SOCKET_DIRECTORY_PREFIX)) return;
  if (left.socketDir !== keepSocketDir) await rm(left.socketDir, { recursive: true, force: true });
  else await rm(join(left.socketDir, SOCKET_LOCK), { force: true });
}

async function allGone(
  cluster: string,
  pid: number | undefined,
  limit: Millis,
  clock: Clock,
): Promise<boolean> {
  const deadline = clock.monotonic() + limit;
  while ((await remaining(cluster, pid)).length > 0) {
    if (clock.monotonic() >= deadline) return false;
    await pause(clock, CHECK_EVERY_MS);
  }
  return true;
}

async function remaining(cluster: string, pid: number | undefined): Promise<readonly number[]> {
  const found = await processesOfCluster(cluster);
  if (pid === undefined || found.includes(pid) || !(await servesCluster(pid, cluster))) return found;
  return [pid, ...found];
}

/** Also true of a dead process that nobody reaped, and of a stranger that got the number. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Ended by itself meanwhile; whether it is gone is checked next.
    }
  }
}
