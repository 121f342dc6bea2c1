/**
 * Connections of the pool: hot statements are parsed and planned once each, what is no text is the request's fault, and a
 * statement that PostgreSQL chose to end a deadlock is sent again.
 */
import { Client } from 'pg';
import { asRequestFault, isDeadlock } from './faults.ts';

const IDLE = 'I';
/** Whoever held the other end of a deadlock is through by then, or in the next one. */
const DEADLOCK_TRIES = 4;

/**
 * Begins a statement that is run for every call. Its result columns must be named one by one: a plan that is kept
 * doesn't survive a migration that adds a column to `*`.
 */
export const HOT = '/*hot*/';

const names = new Map<string, string>();

export class StoreClient extends Client {
  /** Kysely gives text and values and awaits; every other way of calling passes through. */
  override query(...args: unknown[]): never {
    const run = super.query.bind(this) as unknown as (...args: unknown[]) => unknown;
    const [text, values, callback] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || callback !== undefined)
      return run(...args) as never;
    const query = text.trimStart().startsWith(HOT) ? { name: nameOf(text), text, values } : { text, values };
    // Within a transaction all of it is undone, and only its owner can begin again.
    const tries = this.getTransactionStatus() === IDLE ? DEADLOCK_TRIES : 1;
    return this.#send(() => run(query) as Promise<unknown>, tries) as never;
  }

  async #send(run: () => Promise<unknown>, tries: number): Promise<unknown> {
    try {
      return await run();
    } catch (thrown) {
      if (tries > 1 && isDeadlock(thrown)) return this.#send(run, tries - 1);
      throw asRequestFault(thrown);
    }
  }
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `hot_${names.size}`));
  return name;
}
