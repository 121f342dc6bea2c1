/** The main thread's side of one media thread: starts it, routes its messages to sessions, notices its death. */
import { Worker } from 'node:worker_threads';
import { AppError, errorText, type Logger } from '#kernel';
import type { FromThread, MediaThreadSettings, ToThread } from './protocol.ts';

/** What a session is told. */
export interface CallHandlers {
  onMessage(message: Exclude<FromThread, { type: 'ready' }>): void;
  /** The thread died; nothing more will come. */
  onThreadLost(): void;
}

export class ThreadClient {
  readonly #worker: Worker;
  readonly #logger: Logger;
  readonly #calls = new Map<number, CallHandlers>();
  readonly #onLost: (client: ThreadClient) => void;
  #alive = true;
  readonly #exited: Promise<void>;

  private constructor(worker: Worker, logger: Logger, onLost: (client: ThreadClient) => void) {
    this.#worker = worker;
    this.#logger = logger;
    this.#onLost = onLost;
    this.#exited = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (message: FromThread) => {
      if (message.type !== 'ready') this.#calls.get(message.call)?.onMessage(message);
    });
    worker.on('error', (error) => logger.error('media-thread-failed', { error: errorText(error) }));
    worker.on('exit', () => this.#lost());
  }

  /** Starts the thread at `url` and waits until it can take calls. @throws AppError `media-thread-failed`. */
  static async start(
    url: URL,
    settings: MediaThreadSettings,
    logger: Logger,
    onLost: (client: ThreadClient) => void,
  ): Promise<ThreadClient> {
    const worker = new Worker(url, { workerData: settings, name: 'media' });
    await new Promise<void>((resolve, reject) => {
      const settle = (done: () => void): void => {
        worker.off('message', started).off('error', failed).off('exit', exited);
        done();
      };
      const started = (): void => settle(resolve);
      const failed = (cause: unknown): void => settle(() => reject(startFailure(cause)));
      const exited = (code: number): void => failed(`exit code ${code}`);
      worker.on('message', started).on('error', failed).on('exit', exited);
    });
    return new ThreadClient(worker, logger, onLost);
  }

  /** How many calls it carries. */
  get load(): number {
    return this.#calls.size;
  }

  get alive(): boolean {
    return this.#alive;
  }

  adopt(call: number, handlers: CallHandlers): void {
    this.#calls.set(call, handlers);
  }

  release(call: number): void {
    this.#calls.delete(call);
  }

  post(message: ToThread): void {
    if (!this.#alive) return;
    const isPlay = message.type === 'command' && message.command.type === 'play';
    const transfer = isPlay && message.command.type === 'play' ? [message.command.segment.pcm.buffer] : [];
    this.#worker.postMessage(message, transfer as ArrayBuffer[]);
  }

  /** Closes its calls and ends it. */
  async close(): Promise<void> {
    if (!this.#alive) return;
    this.post({ type: 'quit' });
    await this.#exited;
  }

  #lost(): void {
    if (!this.#alive) return;
    this.#alive = false;
    const orphans = [...this.#calls.values()];
    this.#calls.clear();
    if (orphans.length > 0) this.#logger.error('media-thread-lost', { calls: orphans.length });
    for (const orphan of orphans) orphan.onThreadLost();
    this.#onLost(this);
  }
}

function startFailure(cause: unknown): AppError {
  return new AppError({
    code: 'media-thread-failed',
    message: `A media thread could not start: ${errorText(cause)}. Check the installation (npm ci).`,
    status: 500,
    cause,
  });
}
