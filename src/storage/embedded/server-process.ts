/** One run of the server: from spawn to the process's end. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Clock, Logger, Millis } from '#kernel';
import type { Account } from './account.ts';
import { startFailure } from './damage.ts';
import { readPostmasterFile } from './leftovers.ts';
import { pause } from './pause.ts';
import { spawnAs } from './run-as.ts';
import { ServerLog } from './server-log.ts';
import { serverArguments } from './settings.ts';

const READY_CHECK_MS: Millis = 5;
const FAST_STOP_MS: Millis = 10_000;
const HARD_STOP_MS: Millis = 5_000;

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
export class ServerProcess {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #clock: Clock;
  readonly #log: ServerLog;
  readonly #endListeners = new Set<() => void>();
  #stopping: Promise<void> | undefined;
  #ended = false;

  constructor(child: ChildProcess, spec: ServerSpec) {
    this.pid = child.pid ?? 0;
    this.#child = child;
    this.#clock = spec.clock;
    this.#log = new ServerLog(child.stderr, spec.logger);
    // `close` comes after `exit` and after the last line that it wrote.
    child.once('close', () => this.#end());
    child.once('error', (fault) => {
      this.#log.add(`FATAL: ${fault.message}`);
      this.#end();
    });
    // Our life must not hang on the server's: what owns it stops it.
    child.unref();
    (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** What it wrote last. */
  get lastWords(): readonly string[] {
    return this.#log.lines;
  }

  /** Calls `listener` once when the process is gone, whyever; at once if it is. */
  onEnd(listener: () => void): void {
    if (this.#ended) listener();
    else this.#endListeners.add(listener);
  }

  /** Settles when the process is gone or `limit` ms have passed. @returns whether it is gone. */
  endsWithin(limit: Millis): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(limit, () => resolve(this.#ended));
      this.onEnd(() => {
        timer.cancel();
        resolve(true);
      });
    });
  }

  /** Fast shutdown: sessions are ended, everything is checkpointed. Harder if that takes too long. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  async #stop(): Promise<void> {
    if (this.#ended) return;
    this.#child.kill('SIGINT');
    if (await this.endsWithin(FAST_STOP_MS)) return;
    this.#child.kill('SIGQUIT');
    if (await this.endsWithin(HARD_STOP_MS)) return;
    this.#child.kill('SIGKILL');
    await new Promise<void>((resolve) => this.onEnd(resolve));
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const listener of this.#endListeners) listener();
    this.#endListeners.clear();
  }
}

/**
 * Starts the server and waits, however long crash recovery takes, until it accepts connections.
 * @throws AppError `data-dir-damaged`, `postgres-start-failed` when it ends before that
 */
export async function startServer(spec: ServerSpec): Promise<ServerProcess> {
  const args = serverArguments(spec.clusterDir, spec.socketDir);
  const child = await spawnAs(spec.account, join(spec.binDir, 'postgres'), args, spec.clusterDir);
  const server = new ServerProcess(child, spec);
  while (!server.ended) {
    const file = await readPostmasterFile(spec.clusterDir);
    // A server of somebody else would accept our connections too; only our child's own word counts.
    if (file?.pid === server.pid && file.ready) return server;
    await pause(spec.clock, READY_CHECK_MS);
  }
  throw startFailure(spec.clusterDir, server.lastWords);
}
