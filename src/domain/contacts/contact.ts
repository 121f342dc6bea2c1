/** People that an organization knows, by their number. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';

export interface Contact {
  readonly id: Id;
  readonly organizationId: Id;
  /** E.164; one contact a number and organization. */
  readonly phone: string;
  readonly name: string;
  readonly email: string | null;
  /** IANA. */
  readonly timeZone: string | null;
  /** Free; in a call they are variables. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export type ContactPatch = Partial<Pick<Contact, 'phone' | 'name' | 'email' | 'timeZone' | 'fields'>>;

export interface ContactRepository {
  /** @throws AppError `contact-taken` (409) when the organization has one of this number */
  insert(contact: Contact): Promise<void>;
  /** By the number: changes what `patch` gives (fields one by one, null takes one out), or makes it under `fresh.id`. */
  upsert(
    fresh: Contact,
    patch: Omit<ContactPatch, 'phone'>,
  ): Promise<{ readonly contact: Contact; readonly made: boolean }>;
  get(organizationId: Id, id: Id): Promise<Contact | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lock(organizationId: Id, id: Id): Promise<Contact | null>;
  findByPhone(organizationId: Id, phone: string): Promise<Contact | null>;
  /** @param search part of a name, number or e-mail address, whatever the case */
  list(organizationId: Id, page: Page & { readonly search?: string }): Promise<readonly Contact[]>;
  /** Exact; for APIs whose lists tell it. */
  count(organizationId: Id, search?: string): Promise<number>;
  /** @throws AppError `contact-taken` (409) */
  update(organizationId: Id, id: Id, patch: ContactPatch, at: Millis): Promise<Contact | null>;
  /** With what is remembered of it. */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Everything kept under a number: contact, memories, mails that wait, entries of phone books. @returns rows gone */
  erase(organizationId: Id, phone: string): Promise<number>;
}
