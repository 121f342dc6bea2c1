/** Phone books and their entries. */
import type { Selectable } from 'kysely';
import { MOST_ENTRIES, type PhoneBook, type PhoneBookEntry, type PhoneBookRepository } from '#domain';
import { AppError } from '#kernel';
import type { KnowledgeSchema, PhoneBookEntryTable } from '../database/schema-knowledge.ts';
import { inTransaction, type Context } from './context.ts';

export function phoneBookRepository(context: Context): PhoneBookRepository {
  const { db } = context;
  return {
    async insert(book) {
      await db
        .insertInto('phone_books')
        .values({
          id: book.id,
          organization_id: book.organizationId,
          name: book.name,
          created_at: book.createdAt,
          updated_at: book.updatedAt,
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('phone_books')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toBook(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0 }) {
      const rows = await db
        .selectFrom('phone_books')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(before !== undefined, (query) => query.where('id', '<', before!))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toBook);
    },
    async rename(organizationId, id, name, at) {
      const row = await db
        .updateTable('phone_books')
        .set({ name, updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toBook(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('phone_books')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    insertEntry: (entry) =>
      inTransaction(context, async (tx) => {
        // The book's row is the lock under which its entries are counted.
        await tx.selectFrom('phone_books').select('id').where('id', '=', entry.bookId).forUpdate().execute();
        const { total } = await tx
          .selectFrom('phone_book_entries')
          .select(({ fn }) => fn.countAll<number>().as('total'))
          .where('book_id', '=', entry.bookId)
          .executeTakeFirstOrThrow();
        if (Number(total) >= MOST_ENTRIES)
          throw new AppError({
            code: 'phone-book-full',
            status: 409,
            message: `A phone book holds at most ${MOST_ENTRIES} entries. Delete one, or use another book.`,
          });
        await tx
          .insertInto('phone_book_entries')
          .values({
            id: entry.id,
            organization_id: entry.organizationId,
            book_id: entry.bookId,
            phone: entry.phone,
            name: entry.name,
            condition: entry.condition,
            created_at: entry.createdAt,
            updated_at: entry.updatedAt,
          })
          .execute();
      }),
    async getEntry(organizationId, bookId, id) {
      const row = await db
        .selectFrom('phone_book_entries')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('book_id', '=', bookId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toEntry(row) : null;
    },
    async entries(organizationId, bookId) {
      const rows = await db
        .selectFrom('phone_book_entries')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('book_id', '=', bookId)
        .orderBy('id')
        .execute();
      return rows.map(toEntry);
    },
    async updateEntry(organizationId, bookId, id, patch, at) {
      const row = await db
        .updateTable('phone_book_entries')
        .set({ ...patch, updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('book_id', '=', bookId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toEntry(row) : null;
    },
    async removeEntry(organizationId, bookId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('phone_book_entries')
        .where('organization_id', '=', organizationId)
        .where('book_id', '=', bookId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function toBook(row: KnowledgeSchema['phone_books']): PhoneBook {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toEntry(row: Selectable<PhoneBookEntryTable>): PhoneBookEntry {
  return {
    id: row.id,
    organizationId: row.organization_id,
    bookId: row.book_id,
    phone: row.phone,
    name: row.name,
    condition: row.condition,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
