/** What agents remember of people from call to call. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';

export interface MemoryStore {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  /** What is worth remembering, for the model; empty: its own judgement. */
  readonly instructions: string;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** What one store holds of one contact; the contact is attached by having it, even empty. */
export interface Memory {
  readonly storeId: Id;
  readonly contactId: Id;
  /** Sentences; at most `MOST_FACTS`. */
  readonly facts: readonly string[];
  /** Free. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The call that wrote it last; null: a request did. */
  readonly callId: Id | null;
  readonly updatedAt: Millis;
}

/** More is no memory but a file; the model is asked to keep what matters. */
export const MOST_FACTS = 30;
/** Characters. */
export const LONGEST_FACT = 300;

/** A call after which something is to be remembered. */
export interface DueMemory {
  readonly callId: Id;
  readonly organizationId: Id;
  readonly tries: number;
}

export interface MemoryRepository {
  insert(store: MemoryStore): Promise<void>;
  get(organizationId: Id, id: Id): Promise<MemoryStore | null>;
  getMany(organizationId: Id, ids: readonly Id[]): Promise<readonly MemoryStore[]>;
  list(organizationId: Id, page: Page): Promise<readonly MemoryStore[]>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<MemoryStore, 'name' | 'instructions'>>,
    at: Millis,
  ): Promise<MemoryStore | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** What a store holds of a contact; null: it is not attached. */
  recall(organizationId: Id, storeId: Id, contactId: Id): Promise<Memory | null>;
  /** Of a contact, in these stores. */
  recallAll(organizationId: Id, storeIds: readonly Id[], contactId: Id): Promise<readonly Memory[]>;
  /** Every contact of a store, by the contact's id, newest first. */
  listMemories(organizationId: Id, storeId: Id, page: Page): Promise<readonly Memory[]>;
  /** Replaces what is given; store and contact must be the organization's. @returns null when they are not */
  keep(
    organizationId: Id,
    memory: Pick<Memory, 'storeId' | 'contactId' | 'callId' | 'updatedAt'> &
      Partial<Pick<Memory, 'facts' | 'data'>>,
  ): Promise<Memory | null>;
  forget(organizationId: Id, storeId: Id, contactId: Id): Promise<boolean>;
  /** Owes the memories of an ended call. */
  request(due: Omit<DueMemory, 'tries'>, dueAt: Millis): Promise<void>;
  claimDue(now: Millis, leaseMs: Millis, limit: number): Promise<readonly DueMemory[]>;
  postpone(callId: Id, dueAt: Millis, tries: number): Promise<void>;
  /** @returns whether it was still owed */
  finish(callId: Id): Promise<boolean>;
  nextDueAt(): Promise<Millis | null>;
}
