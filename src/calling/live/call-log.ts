/** The writing side of one call's log: one writer, in order, fenced by the node that holds the call. */
import type { CallPatch, NewEvent, Repositories, Store } from '#domain';
import type { Clock, Id, Logger } from '#kernel';

/** Told when another node has taken the call over: this one must let go. */
export type OnFenced = () => void;

export class CallLog {
  readonly #id: Id;
  readonly #nodeId: Id;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onFenced: OnFenced;
  #chain: Promise<void> = Promise.resolve();

  constructor(
    id: Id,
    nodeId: Id,
    options: { store: Store; clock: Clock; logger: Logger },
    onFenced: OnFenced,
  ) {
    this.#id = id;
    this.#nodeId = nodeId;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onFenced = onFenced;
  }

  /** A fact of the conversation: committed in a group, at most 200 ms later. */
  note(type: string, data: Readonly<Record<string, unknown>>): void {
    this.#store.appendLater(this.#id, this.#nodeId, [this.event(type, data)]);
  }

  event(type: string, data: Readonly<Record<string, unknown>>): NewEvent {
    return { at: this.#clock.now(), type, data };
  }

  /** A change of status: committed at once, in order, without anybody waiting. */
  change(events: readonly NewEvent[], patch: CallPatch): void {
    void this.#inOrder(async () =>
      this.#minded(await this.#store.calls.append(this.#id, this.#nodeId, events, patch)),
    );
  }

  /** Work that must follow everything written so far; its failure is the caller's. */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      void this.#inOrder(() => this.#store.transaction(work).then(resolve, reject));
    });
  }

  #inOrder(work: () => Promise<void>): Promise<void> {
    this.#chain = this.#chain.then(work).catch((cause: unknown) => {
      this.#logger.error('call-log-failed', { call: this.#id, cause });
    });
    return this.#chain;
  }

  #minded(lastSeq: number | null): void {
    if (lastSeq !== null) this.#store.notify(`events:${this.#id}`);
    else this.#onFenced();
  }
}
