/**
 * Statements that many ask for at once, as few of them as can be: who asks while others are served goes together with the
 * next ones. A read sees what was committed before it was asked for; a write is answered when it is committed.
 */
import { isTransient } from './faults.ts';

/** One that the database keeps waiting holds up half of those behind it, not all. */
const AT_ONCE = 2;

interface Asked<K, V> {
  readonly key: K;
  readonly answer: (value: V) => void;
  readonly refuse: (fault: unknown) => void;
}

export class Gathering<K, V> {
  readonly #serve: (keys: readonly K[]) => Promise<readonly V[]>;
  readonly #largest: number;
  readonly #atOnce: number;
  #waiting: Asked<K, V>[] = [];
  #running = 0;

  /** @param serve answers all of them in their order, or fails for all. @param largest of one group. @param atOnce groups */
  constructor(largest: number, serve: (keys: readonly K[]) => Promise<readonly V[]>, atOnce = AT_ONCE) {
    this.#atOnce = atOnce;
    this.#largest = largest;
    this.#serve = serve;
  }

  /** @throws what the database says of this one, or of the connection */
  ask(key: K): Promise<V> {
    return new Promise((answer, refuse) => {
      this.#waiting.push({ key, answer, refuse });
      if (this.#running < this.#atOnce) void this.#run();
    });
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    this.#running++;
    while (this.#waiting.length > 0) await this.#answer(this.#waiting.splice(0, this.#largest));
    this.#running--;
  }

  async #answer(group: readonly Asked<K, V>[]): Promise<void> {
    try {
      const values = await this.#serve(group.map(({ key }) => key));
      for (const [index, { answer }] of group.entries()) answer(values[index]!);
    } catch (fault) {
      // What the database refused is rolled back; after a lost connection nobody knows, and nothing is done again.
      if (group.length === 1 || isTransient(fault)) for (const { refuse } of group) refuse(fault);
      // One of them is refused: the others must not suffer for it.
      else for (const one of group) await this.#answer([one]);
    }
  }
}
