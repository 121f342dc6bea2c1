/** Keeps a server running: one that ends unasked (killed for memory, crashed) is started anew on the same socket. */
import type { Millis, Timer } from '#kernel';
import { clearLeftovers } from './leftovers.ts';
import { startServer, type ServerProcess, type ServerSpec } from './server-process.ts';

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 10_000;
/** A run at least this long was a healthy one: the next delay starts small again. */
const HEALTHY_MS = 60_000;

/** A server that comes back; `close` ends it for good. */
export interface SupervisedServer {
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts the server; @throws as `startServer` does, for the first run only. Later failures are logged and tried again. */
export async function supervise(spec: ServerSpec): Promise<SupervisedServer> {
  const { clock, logger } = spec;
  let current = await startServer(spec);
  let closing = false;
  let timer: Timer | undefined;
  let restarting: Promise<void> = Promise.resolve();
  const watch = (server: ServerProcess, delay: Millis, startedAt: Millis): void => {
    server.onEnd(() => {
      if (closing) return;
      const wait = clock.monotonic() - startedAt >= HEALTHY_MS ? FIRST_DELAY_MS : delay;
      logger.error('postgres-ended-unasked', { pid: server.pid, restartInMs: wait });
      restartAfter(wait);
    });
  };
  const restartAfter = (delay: Millis): void => {
    timer = clock.after(delay, () => void (restarting = restart(Math.min(delay * 2, LONGEST_DELAY_MS))));
  };
  const restart = async (nextDelay: Millis): Promise<void> => {
    try {
      await clearLeftovers(spec.clusterDir, clock, logger, spec.socketDir);
      current = await startServer(spec);
      logger.info('postgres-restarted', { pid: current.pid });
      watch(current, nextDelay, clock.monotonic());
    } catch (fault) {
      logger.error('postgres-restart-failed', { fault, retryInMs: nextDelay });
      if (!closing) restartAfter(nextDelay);
    }
  };
  watch(current, FIRST_DELAY_MS, clock.monotonic());
  return {
    get pid() {
      return current.pid;
    },
    async close() {
      closing = true;
      timer?.cancel();
      await restarting;
      await current.stop();
    },
  };
}
