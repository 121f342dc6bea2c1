/** One run of the server: from spawn to the process's end. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Clock, Logger, Millis } from '#kernel';
import type { Account } from './account.ts';
import { startFailure } from './damage.ts';
import { readPostmasterFile } from './leftovers.ts';
import { pause } from './pause.ts';
import { spawnAs } from './run-as.ts';
import { serverArguments } from './settings.ts';

const READY_CHECK_MS = 5;
const LOG_LINES_KEPT = 40;
const FAST_STOP_MS = 10_000;
const HARD_STOP_MS = 5_000;

/** What one run needs. */
export interface ServerSpec {
  readonly binDir: string;
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly account: Account | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A running server. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process is gone, whyever. */
  readonly ended: Promise<void>;
  /** Fast shutdown: sessions are ended, everything is checkpointed. Harder if that takes too long. */
  stop(): Promise<void>;
}

/**
 * Starts the server and waits, however long crash recovery takes, until it accepts connections.
 * @throws AppError `data-dir-damaged`, `postgres-start-failed` when it ends before that
 */
export async function startServer(spec: ServerSpec): Promise<ServerProcess> {
  const args = serverArguments(spec.clusterDir, spec.socketDir);
  const child = await spawnAs(spec.account, join(spec.binDir, 'postgres'), args, spec.clusterDir);
  const log = collectLog(child, spec.logger);
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', (fault) => {
      log.push(`FATAL: ${fault.message}`);
      end();
    });
  });
  // Our life must not hang on the server's: what owns it stops it.
  child.unref();
  (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
  while (!gone) {
    const file = await readPostmasterFile(spec.clusterDir);
    // A server of somebody else would accept our connections too; only our child's own word counts.
    if (file?.pid === child.pid && file?.ready) return running(child, ended, spec.clock);
    await Promise.race([ended, pause(spec.clock, READY_CHECK_MS)]);
  }
  // The last lines may arrive after the exit.
  await pause(spec.clock, READY_CHECK_MS * 4);
  throw startFailure(spec.clusterDir, log);
}

function running(child: ChildProcess, ended: Promise<void>, clock: Clock): ServerProcess {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    if (await endsWithin(ended, FAST_STOP_MS, clock)) return;
    child.kill('SIGQUIT');
    if (await endsWithin(ended, HARD_STOP_MS, clock)) return;
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid!, ended, stop: () => (stopping ??= stop()) };
}

async function endsWithin(ended: Promise<void>, limit: Millis, clock: Clock): Promise<boolean> {
  let late = false;
  await new Promise<void>((resolve) => {
    const timer = clock.after(limit, () => {
      late = true;
      resolve();
    });
    void ended.then(() => {
      timer.cancel();
      resolve();
    });
  });
  return !late;
}

function collectLog(child: ChildProcess, logger: Logger): string[] {
  const kept: string[] = [];
  if (!child.stderr) return kept;
  createInterface({ input: child.stderr }).on('line', (line) => {
    kept.push(line);
    if (kept.length > LOG_LINES_KEPT) kept.shift();
    const severity = /\b(PANIC|FATAL|ERROR|WARNING):/.exec(line)?.[1];
    if (severity === 'PANIC') logger.error('postgres-said', { line });
    else if (severity === 'FATAL' || severity === 'WARNING') logger.warn('postgres-said', { line });
    else logger.debug('postgres-said', { line });
  });
  return kept;
}
