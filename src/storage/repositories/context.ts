/** What every repository of one transaction, or of none, shares. */
import type { Kysely } from 'kysely';
import type { Clock, IdSource } from '#kernel';
import type { Cipher } from '../cipher.ts';
import type { Schema } from '../database/schema.ts';
import type { TransactionEnding } from '../database/transaction-ending.ts';
import type { EventQueue } from '../events/queue.ts';
import type { AuditHeads } from './audit-heads.ts';
import type { Births } from './calls/births.ts';

export interface Context {
  /** The pool, or the transaction's connection. */
  readonly db: Kysely<Schema>;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly queue: EventQueue;
  /** Of calls that are inserted outside a transaction. */
  readonly births: Births;
  readonly heads: AuditHeads;
  /** What is to be done when the transaction ends; `null` outside one. */
  readonly ending: TransactionEnding | null;
}

/** Runs `work` in the transaction under way, else in one of its own. */
export function inTransaction<T>({ db }: Context, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
