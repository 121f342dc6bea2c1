/** Jobs for worker threads: one at a time a thread, first come first served; a hung or dead thread is replaced. */
import { Worker, type TransferListItem } from 'node:worker_threads';
import { errorText, type Clock, type Logger, type Millis, type Timer } from '#kernel';
import { ModelError } from '#models';

/** What a worker of the pool answers to `{id, job}`. */
export type WorkerAnswer<Result> =
  | { readonly id: number; readonly result: Result }
  | { readonly id: number; readonly fault: 'bad-request' | 'internal'; readonly message: string };

export interface WorkerPoolOptions {
  /** Provider named in errors. */
  readonly provider: string;
  /** What the threads do, for errors and logs, e.g. `flite`. */
  readonly name: string;
  /** The worker's module. */
  readonly entry: URL;
  readonly workerData: unknown;
  readonly threads: number;
  /** A thread that works longer than this on one job is replaced, ms. */
  readonly jobTimeoutMs: Millis;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Pending<Job, Result> {
  readonly id: number;
  readonly job: Job;
  readonly transfer: readonly TransferListItem[];
  readonly resolve: (result: Result) => void;
  readonly reject: (error: ModelError) => void;
}

interface Thread<Job, Result> {
  readonly worker: Worker;
  current: Pending<Job, Result> | undefined;
  watchdog: Timer | undefined;
}

/** A fixed number of worker threads with one queue. Threads start with the first job. */
export class WorkerPool<Job, Result> {
  readonly #options: WorkerPoolOptions;
  readonly #queue: Pending<Job, Result>[] = [];
  readonly #threads = new Set<Thread<Job, Result>>();
  #nextId = 1;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /**
   * Runs one job. An abort takes a waiting job out of the queue; one that already runs goes on, and its result is
   * dropped.
   * @throws ModelError `aborted`, `timeout`, `internal`, or what the worker answers.
   */
  run(job: Job, signal: AbortSignal, transfer: readonly TransferListItem[] = []): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#error('unavailable', 'is closed'));
      if (signal.aborted) return reject(this.#error('aborted', 'was aborted'));
      const onAbort = (): void => {
        const place = this.#queue.indexOf(pending);
        if (place >= 0) this.#queue.splice(place, 1);
        reject(this.#error('aborted', 'was aborted'));
      };
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T): void => {
          signal.removeEventListener('abort', onAbort);
          settle(value);
        };
      };
      const pending: Pending<Job, Result> = {
        id: this.#nextId++,
        job,
        transfer,
        resolve: settled(resolve),
        reject: settled(reject),
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(pending);
      this.#dispatch();
    });
  }

  /** Stops the threads; what waits or runs fails as `aborted`. */
  async close(): Promise<void> {
    this.#closed = true;
    const open = [...this.#queue.splice(0), ...[...this.#threads].map(({ current }) => current)];
    for (const pending of open) pending?.reject(this.#error('aborted', 'was closed'));
    await Promise.all([...this.#threads].map((thread) => this.#stop(thread)));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const thread = this.#idleThread();
      if (!thread) return;
      const pending = this.#queue.shift()!;
      thread.current = pending;
      thread.watchdog = this.#options.clock.after(this.#options.jobTimeoutMs, () =>
        this.#replace(thread, this.#error('timeout', `took longer than ${this.#options.jobTimeoutMs} ms`)),
      );
      thread.worker.ref();
      thread.worker.postMessage({ id: pending.id, job: pending.job }, [...pending.transfer]);
    }
  }

  #idleThread(): Thread<Job, Result> | undefined {
    for (const thread of this.#threads) if (!thread.current) return thread;
    return this.#threads.size < this.#options.threads ? this.#startThread() : undefined;
  }

  #startThread(): Thread<Job, Result> {
    const worker = new Worker(this.#options.entry, { workerData: this.#options.workerData });
    const thread: Thread<Job, Result> = { worker, current: undefined, watchdog: undefined };
    worker.on('message', (answer: WorkerAnswer<Result>) => this.#answered(thread, answer));
    worker.on('error', (thrown) =>
      this.#replace(thread, this.#error('internal', `failed: ${errorText(thrown)}`, thrown)),
    );
    worker.on('exit', (code) =>
      this.#replace(thread, this.#error('internal', `ended with exit code ${code}`)),
    );
    this.#threads.add(thread);
    return thread;
  }

  #answered(thread: Thread<Job, Result>, answer: WorkerAnswer<Result>): void {
    const pending = thread.current;
    if (!pending || pending.id !== answer.id) return;
    thread.watchdog?.cancel();
    thread.current = undefined;
    // An idle thread does not keep the process alive.
    thread.worker.unref();
    if ('result' in answer) pending.resolve(answer.result);
    else pending.reject(this.#error(answer.fault, answer.message));
    this.#dispatch();
  }

  #replace(thread: Thread<Job, Result>, error: ModelError): void {
    if (!this.#threads.has(thread)) return;
    if (!this.#closed) {
      this.#options.logger.warn('model-worker-replaced', {
        worker: this.#options.name,
        reason: error.message,
      });
      thread.current?.reject(error);
    }
    void this.#stop(thread);
    if (!this.#closed) this.#dispatch();
  }

  async #stop(thread: Thread<Job, Result>): Promise<void> {
    this.#threads.delete(thread);
    thread.watchdog?.cancel();
    await thread.worker.terminate();
  }

  #error(fault: ModelError['fault'], what: string, cause?: unknown): ModelError {
    const { provider, name } = this.#options;
    return new ModelError({ provider, fault, message: `${name}: ${what}`, cause });
  }
}
