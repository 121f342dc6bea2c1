/** A node says that it lives, and looks for those that no longer do. */
import type { Millis, Timer } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { recoverCalls } from './recover-calls.ts';

export class Lease {
  readonly #options: EngineOptions;
  #timer: Timer | null = null;
  #stopped = false;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Registers the node, then renews its lease and recovers orphans three times a lease. */
  async start(): Promise<void> {
    await this.#beat();
    void this.#recover();
    this.#arm();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#options.store.nodes.leave(this.#options.nodeId);
  }

  #arm(): void {
    const span: Millis = this.#options.limits.leaseMs / 3;
    this.#timer = this.#options.clock.after(span, () => {
      void this.#beat()
        .then(() => this.#recover())
        .catch((cause: unknown) => this.#options.logger.error('lease-not-renewed', { cause }))
        .finally(() => {
          if (!this.#stopped) this.#arm();
        });
    });
  }

  async #beat(): Promise<void> {
    const { store, nodeId, sip, clock, limits } = this.#options;
    await store.nodes.heartbeat(nodeId, sip.address, clock.now(), limits.leaseMs);
  }

  async #recover(): Promise<void> {
    try {
      const ended = await recoverCalls(this.#options);
      if (ended > 0) this.#options.logger.warn('orphans-ended', { calls: ended });
    } catch (cause) {
      this.#options.logger.error('orphans-unreadable', { cause });
    }
  }
}
