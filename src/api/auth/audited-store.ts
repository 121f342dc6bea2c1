/** The audit log's row in the commit of the write that it tells of. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { NewAuditEntry, Repositories, Store } from '#domain';
import type { Id } from '#kernel';

/** The row of a request. */
export interface OwedRow {
  readonly organizationId: Id;
  readonly entry: NewAuditEntry;
  /** It is committed: nobody else need write it. */
  kept(): void;
}

/** What the request under way owes the audit log; null: nothing yet that can be told before its end. */
export const owing = new AsyncLocalStorage<() => OwedRow | null>();

type Method = (...given: readonly unknown[]) => Promise<unknown>;
type Nouns = Readonly<Record<string, unknown>>;

/** Methods of repositories that change one thing by its id. What makes a thing has no id to tell before its end. */
const CHANGES = /^(update|remove)(?![a-z])/;
/** It tries to delete, and archives after the database has refused: a transaction around it would be over by then. */
const OF_ITS_OWN = new Set(['organizations.remove']);

/**
 * The same store, except that the request's row is committed with its first transaction, or with the first change that
 * it makes without one. What comes to null or false has changed nothing, nor has what throws: the answer decides
 * there. The chain's lock is taken last, so no two transactions wait for each other in a circle.
 */
export function auditedStore(store: Store): Store {
  const transaction: Store['transaction'] = async (work) => {
    const row = owing.getStore()?.() ?? null;
    if (row === null) return store.transaction(work);
    let isTold = false;
    const result = await store.transaction(async (tx) => {
      const result = await work(tx);
      isTold = hasChanged(result);
      if (isTold) await tx.audit.append(row.organizationId, [row.entry]);
      return result;
    });
    if (isTold) row.kept();
    return result;
  };
  const audited = Object.entries(store as unknown as Nouns).map(([noun, repository]) => {
    if (typeof repository !== 'object' || repository === null) return [noun, repository] as const;
    const changes = Object.entries(repository as Readonly<Record<string, Method>>)
      .filter(([name]) => CHANGES.test(name) && !OF_ITS_OWN.has(`${noun}.${name}`))
      .map(([name, plain]): [string, Method] => [
        name,
        (...given) =>
          (owing.getStore()?.() ?? null) === null
            ? plain.apply(repository, [...given])
            : transaction((tx) => methodOf(tx, noun, name)(...given)),
      ]);
    return [
      noun,
      changes.length === 0 ? repository : { ...repository, ...Object.fromEntries(changes) },
    ] as const;
  });
  return { ...(Object.fromEntries(audited) as unknown as Store), transaction };
}

function methodOf(tx: Repositories, noun: string, name: string): Method {
  const repository = (tx as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>)[noun]!;
  return (...given) => repository[name]!(...given);
}

function hasChanged(result: unknown): boolean {
  return result !== null && result !== false;
}
