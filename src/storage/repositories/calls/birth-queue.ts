/**
 * Group commit of new calls: those that come while others are being written go together with the next ones. Who adds one
 * waits for the commit that holds it.
 */
import type { Kysely } from 'kysely';
import { isTransient } from '../../database/faults.ts';
import type { Schema } from '../../database/schema.ts';
import { insertCalls, type Birth } from './insert.ts';

/** Each size is a statement that is planned once a connection. */
const LARGEST_GROUP = 16;

interface Waiting {
  readonly birth: Birth;
  readonly kept: () => void;
  readonly refused: (fault: unknown) => void;
}

export class BirthQueue {
  readonly #db: Kysely<Schema>;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Settles when the call is committed. @throws what the database says of this call, or of the connection */
  add(birth: Birth): Promise<void> {
    return new Promise((kept, refused) => {
      this.#waiting.push({ birth, kept, refused });
      if (!this.#writing) void this.#writeAll();
    });
  }

  /** Never rejects. */
  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, LARGEST_GROUP));
    this.#writing = false;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      await insertCalls(
        this.#db,
        group.map(({ birth }) => birth),
      );
      for (const { kept } of group) kept();
    } catch (fault) {
      // What the database refused is rolled back; after a lost connection nobody knows, and nothing is written again.
      if (group.length === 1 || isTransient(fault)) for (const { refused } of group) refused(fault);
      // One call is refused: the others must not suffer for it.
      else for (const one of group) await this.#write([one]);
    }
  }
}
