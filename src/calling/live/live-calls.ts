/** The calls that this process runs, and how those it ran have ended. */
import type { Outcome } from '#domain';
import type { Id } from '#kernel';
import type { LiveCall } from './live-call.ts';

/** How often a call ended so, for `/metrics`. */
export interface EndingCount {
  readonly outcome: string;
  readonly reason: string;
  readonly count: number;
}

export class LiveCalls {
  readonly #calls = new Map<Id, LiveCall>();
  readonly #endings = new Map<string, EndingCount>();
  readonly #hangups = new Set<Id>();

  get size(): number {
    return this.#calls.size;
  }

  has(id: Id): boolean {
    return this.#calls.has(id);
  }

  all(): readonly LiveCall[] {
    return [...this.#calls.values()];
  }

  /** A call begins to run; one that was hung up while it was placed ends at once. */
  add(live: LiveCall): void {
    this.#calls.set(live.call.id, live);
    if (this.#hangups.delete(live.call.id)) live.hangUp();
  }

  /** The end of a call was committed. */
  remove(live: LiveCall, outcome: Outcome): void {
    this.#calls.delete(live.call.id);
    const key = `${outcome.code} ${outcome.end_reason.code}`;
    const count = (this.#endings.get(key)?.count ?? 0) + 1;
    this.#endings.set(key, { outcome: outcome.code, reason: outcome.end_reason.code, count });
  }

  /** @param isPlacing it is about to run here: it ends as soon as it does. @returns whether it is this process's call */
  hangUp(id: Id, isPlacing: boolean): boolean {
    this.#calls.get(id)?.hangUp();
    if (!this.#calls.has(id) && isPlacing) this.#hangups.add(id);
    return this.#calls.has(id) || isPlacing;
  }

  /** It was placed, or could not be: a hang-up that came meanwhile has been carried out or has nothing to end. */
  placed(id: Id): void {
    this.#hangups.delete(id);
  }

  endings(): readonly EndingCount[] {
    return [...this.#endings.values()];
  }
}
