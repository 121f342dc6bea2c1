/** The one loop that makes owed analyses: woken by ends of calls, by requests, and by the clock. */
import type { DueAnalysis } from '#domain';
import type { Id, Millis, Timer } from '#kernel';
import type { EngineOptions } from '../options.ts';
import { ANSWER_MS, makeAnalysis } from './make-analysis.ts';

/** More would only queue at the provider, beside the models of running calls. */
const AT_ONCE = 4;
/** However quiet it is, what another node left is found after this. */
const IDLE_POLL_MS: Millis = 2_000;
/** Longer than an analysis may take. */
const LEASE_MS: Millis = ANSWER_MS + 30_000;

type Options = Pick<EngineOptions, 'nodeId' | 'store' | 'models' | 'clock' | 'logger'>;

export class Analyst {
  readonly #options: Options;
  readonly #working = new Map<Id, Promise<void>>();
  readonly #stop = new AbortController();
  #timer: Timer | null = null;
  #reading: Promise<void> | null = null;
  #again = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at what is owed now. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#timer?.cancel();
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      if (!this.#again) return;
      this.#again = false;
      this.wake();
    });
  }

  /** Gives back what is not done; resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#timer?.cancel();
    await this.#reading;
    await Promise.all(this.#working.values());
  }

  async #read(): Promise<void> {
    const { store, clock, nodeId, logger } = this.#options;
    let wait = IDLE_POLL_MS;
    try {
      const room = AT_ONCE - this.#working.size;
      const due = room > 0 ? await store.analyses.claimDue(nodeId, clock.now(), LEASE_MS, room) : [];
      for (const each of due) this.#start(each);
      const next = room > 0 && due.length === 0 ? await store.analyses.nextDueAt() : null;
      if (next !== null) wait = Math.min(Math.max(next - clock.now(), 1), IDLE_POLL_MS);
    } catch (cause) {
      logger.error('analyses-unreadable', { cause });
    }
    if (!this.#stop.signal.aborted) this.#timer = clock.after(wait, () => this.wake());
  }

  #start(due: DueAnalysis): void {
    const working = makeAnalysis(due, this.#options, this.#stop.signal)
      .then(() => undefined)
      // Its claim lapses; it is made then.
      .catch((cause: unknown) => this.#options.logger.error('analysis-not-made', { call: due.callId, cause }))
      .finally(() => {
        this.#working.delete(due.run);
        this.wake();
      });
    this.#working.set(due.run, working);
  }
}
