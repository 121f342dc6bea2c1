/** One piece of work for all who ask for the same thing at the same time; it stops when the last of them gives up. */
export class SharedWork<Result> {
  readonly #running = new Map<string, { work: Promise<Result>; askers: number; stop: AbortController }>();

  /**
   * Joins the work under `key`, or starts it.
   * @param start must reject when its signal aborts.
   * @param aborted makes the error for an asker who gave up.
   */
  ask(
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<Result>,
    aborted: () => Error,
  ): Promise<Result> {
    if (signal.aborted) return Promise.reject(aborted());
    let running = this.#running.get(key);
    if (!running) {
      const stop = new AbortController();
      const work = start(stop.signal).finally(() => {
        if (this.#running.get(key) === running) this.#running.delete(key);
      });
      running = { work, askers: 0, stop };
      this.#running.set(key, running);
    }
    const joined = running;
    joined.askers++;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        if (--joined.askers === 0) {
          if (this.#running.get(key) === joined) this.#running.delete(key);
          joined.stop.abort();
        }
        reject(aborted());
      };
      signal.addEventListener('abort', giveUp, { once: true });
      joined.work.finally(() => signal.removeEventListener('abort', giveUp)).then(resolve, reject);
    });
  }
}
