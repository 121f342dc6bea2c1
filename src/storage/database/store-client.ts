/** Connections of the pool: hot statements are parsed and planned once each, what is no text is the request's fault. */
import { Client } from 'pg';
import { asRequestFault } from './faults.ts';

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
    const answer = run(query) as Promise<unknown>;
    return answer.catch((thrown: unknown) => {
      throw asRequestFault(thrown);
    }) as never;
  }
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `hot_${names.size}`));
  return name;
}
