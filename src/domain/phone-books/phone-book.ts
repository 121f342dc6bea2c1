/** Numbers that calls are transferred to, each with the case it is for. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';

export interface PhoneBook {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface PhoneBookEntry {
  readonly id: Id;
  readonly organizationId: Id;
  readonly bookId: Id;
  /** E.164 or SIP URI. */
  readonly phone: string;
  readonly name: string;
  /** When a call is to be transferred there, for the model. */
  readonly condition: string;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** What one transfer can offer the model. */
export const MOST_ENTRIES = 100;

export interface PhoneBookRepository {
  insert(book: PhoneBook): Promise<void>;
  get(organizationId: Id, id: Id): Promise<PhoneBook | null>;
  list(organizationId: Id, page: Page): Promise<readonly PhoneBook[]>;
  rename(organizationId: Id, id: Id, name: string, at: Millis): Promise<PhoneBook | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** @throws AppError `phone-book-full` (409) beyond `MOST_ENTRIES` */
  insertEntry(entry: PhoneBookEntry): Promise<void>;
  getEntry(organizationId: Id, bookId: Id, id: Id): Promise<PhoneBookEntry | null>;
  /** All of them, in the order in which they were added. */
  entries(organizationId: Id, bookId: Id): Promise<readonly PhoneBookEntry[]>;
  updateEntry(
    organizationId: Id,
    bookId: Id,
    id: Id,
    patch: Partial<Pick<PhoneBookEntry, 'phone' | 'name' | 'condition'>>,
    at: Millis,
  ): Promise<PhoneBookEntry | null>;
  removeEntry(organizationId: Id, bookId: Id, id: Id): Promise<boolean>;
}
