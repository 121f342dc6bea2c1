/** Requests under way: each has an id and can be dropped; what a dropped one still brings is not taken in. */
import { errorText, type Logger } from '#kernel';
import type { InputFault } from '../core/input.ts';
import { faultOf } from './fault.ts';

export class Requests {
  readonly #open = new Map<string, AbortController>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** `run` gives inputs by itself as long as `signal` is not aborted; `failed` is told the fault. */
  start(id: string, run: (signal: AbortSignal) => Promise<void>, failed: (fault: InputFault) => void): void {
    this.drop(id);
    const abort = new AbortController();
    this.#open.set(id, abort);
    void this.#run(id, abort, run, failed);
  }

  drop(id: string): void {
    this.#open.get(id)?.abort();
    this.#open.delete(id);
  }

  close(): void {
    for (const id of [...this.#open.keys()]) this.drop(id);
  }

  async #run(
    id: string,
    abort: AbortController,
    run: (signal: AbortSignal) => Promise<void>,
    failed: (fault: InputFault) => void,
  ): Promise<void> {
    try {
      await run(abort.signal);
    } catch (thrown) {
      if (!abort.signal.aborted) {
        this.#logger.warn('request-failed', { request: id, error: errorText(thrown) });
        failed(faultOf(thrown));
      }
    } finally {
      if (this.#open.get(id) === abort) this.#open.delete(id);
    }
  }
}
