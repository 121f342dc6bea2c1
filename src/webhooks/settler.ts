/** Writes what came of deliveries: whatever comes while one commit runs shares the next. */
import type { SettledDelivery, WebhookRepository } from '#domain';
import type { Clock } from '#kernel';

interface Waiting {
  readonly settled: SettledDelivery;
  readonly done: PromiseWithResolvers<void>;
}

export class Settler {
  readonly #store: Pick<WebhookRepository, 'settle'>;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(store: Pick<WebhookRepository, 'settle'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Resolves when it is committed. @throws what the store throws; the delivery's claim lapses then */
  settle(settled: SettledDelivery): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ settled, done });
    if (!this.#writing) void this.#write();
    return done.promise;
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      try {
        await this.#store.settle(
          group.map(({ settled }) => settled),
          this.#clock.now(),
        );
        for (const { done } of group) done.resolve();
      } catch (cause) {
        for (const { done } of group) done.reject(cause);
      }
    }
    this.#writing = false;
  }
}
