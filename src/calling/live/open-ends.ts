/** Ends of calls that a database would not take: kept in this process, and asked for again at each audit, ever more seldom. */
import type { Store } from '#domain';
import type { Id, Millis } from '#kernel';
import { tryEnd, type EndDeps, type OpenEnd } from './finish.ts';

const FIRST_MS: Millis = 5_000;
const LONGEST_MS: Millis = 5 * 60_000;

interface Waiting {
  readonly end: OpenEnd;
  readonly wait: Millis;
  readonly dueAt: Millis;
}

export class OpenEnds {
  readonly #deps: EndDeps & { readonly store: Pick<Store, 'ping' | 'transaction' | 'notify'> };
  readonly #waiting = new Map<Id, Waiting>();

  constructor(deps: EndDeps & { readonly store: Pick<Store, 'ping' | 'transaction' | 'notify'> }) {
    this.#deps = deps;
  }

  keep(end: OpenEnd): void {
    const dueAt = this.#deps.clock.now() + FIRST_MS;
    this.#waiting.set(end.finished.call.id, { end, wait: FIRST_MS, dueAt });
  }

  /** Tries again if it is time. @returns false: nothing is known here of how this call ended */
  async settle(id: Id): Promise<boolean> {
    const waiting = this.#waiting.get(id);
    if (!waiting) return false;
    const { store, clock } = this.#deps;
    if (clock.now() < waiting.dueAt) return true;
    const left = await tryEnd(waiting.end, (work) => store.transaction(work), this.#deps);
    if (left) {
      const wait = Math.min(waiting.wait * 2, LONGEST_MS);
      this.#waiting.set(id, { end: left, wait, dueAt: clock.now() + wait });
    } else {
      this.#waiting.delete(id);
      store.notify(`events:${id}`);
    }
    return true;
  }
}
