/** Phone books and their entries as the native API shows them. */
import type { PhoneBook, PhoneBookEntry } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { IdText } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const BookName = Type.String({ minLength: 1, maxLength: 200 });
export const EntryParams = Type.Object({ id: IdText, entry: IdText });

export const BookSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('phone_book'),
    name: Type.String(),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export const EntrySchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('phone_book_entry'),
    phone_book_id: Type.String(),
    phone_number: Type.String(),
    name: Type.String(),
    transfer_condition: Type.String(),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export const entryFields = {
  phone_number: Type.String({
    pattern: '^(\\+[1-9][0-9]{6,14}|[sS][iI][pP]:[^\\s<>"]{1,250})$',
    description: 'E.164 or SIP URI.',
  }),
  name: Type.String({ maxLength: 200, description: 'For the model and for people.' }),
  transfer_condition: Type.String({ maxLength: 1000, description: 'When to transfer there, in words.' }),
};

export function bookView(book: PhoneBook): Static<typeof BookSchema> {
  return {
    id: spellNative('book', book.id),
    object: 'phone_book',
    name: book.name,
    created_at: iso(book.createdAt),
    updated_at: iso(book.updatedAt),
  };
}

export function entryView(entry: PhoneBookEntry): Static<typeof EntrySchema> {
  return {
    id: spellNative('entry', entry.id),
    object: 'phone_book_entry',
    phone_book_id: spellNative('book', entry.bookId),
    phone_number: entry.phone,
    name: entry.name,
    transfer_condition: entry.condition,
    created_at: iso(entry.createdAt),
    updated_at: iso(entry.updatedAt),
  };
}
