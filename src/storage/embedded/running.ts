/** Which server processes are alive, and of which cluster. */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Is `pid` a living PostgreSQL process of the cluster in `clusterDir` (a real path)? */
export async function servesCluster(pid: number, clusterDir: string): Promise<boolean> {
  return process.platform === 'linux' ? linuxServes(pid, clusterDir) : psServes(pid, clusterDir);
}

/** Every PostgreSQL process of the cluster, also those whose postmaster was killed; Linux only, else none. */
export async function processesOfCluster(clusterDir: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const serving = await Promise.all(pids.map((pid) => linuxServes(pid, clusterDir)));
  return pids.filter((_, index) => serving[index]);
}

async function linuxServes(pid: number, clusterDir: string): Promise<boolean> {
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (cwd !== clusterDir || (await isZombie(pid))) return false;
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
  // After an update the old program's file is gone and its link says so.
  return /^postgres( \(deleted\))?$/.test(basename(program));
}

/** Dead, but not yet reaped by its parent: signals still find it, though nothing runs. */
async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat === null || /^\d+ \(.*\) [ZX]/s.test(stat);
}

async function psServes(pid: number, clusterDir: string): Promise<boolean> {
  const answer = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => null);
  return answer !== null && /postgres/.test(answer.stdout) && answer.stdout.includes(clusterDir);
}
