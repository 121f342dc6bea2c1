/** `/phonebooks` and their entries. */
import { isE164, type PhoneBook, type PhoneBookEntry, type Tenant } from '#domain';
import { notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, Done, numberedPage, ok, queryOf, Text, wrapped } from '../shapes/envelope.ts';
import { idOf, type Params } from '../shapes/ids.ts';

const BookPath = { bookId: Type.String({ examples: [sampleUuid('phone-book')] }) };
const EntryPath = { ...BookPath, entryId: Type.String({ examples: [sampleUuid('phone-book-entry')] }) };
const Entry = closed({ key: Text, phone_number: Text, transfer_condition: Text, name: Text });
const Book = closed({ key: Text, name: Text, entries: Type.Array(Entry), created_at: Text });
const Books = closed({
  phonebooks: Type.Array(Book),
  total: Type.Integer(),
  page_size: Type.Integer(),
  page_number: Type.Integer(),
});
const Made = closed({ status: Text, response: closed({ key: Text }) });
const BookBody = Type.Object({ name: Text }, { examples: [{ name: 'Branches' }] });
const EntryBody = Type.Object(
  {
    phone_number: Type.String({ description: 'E.164 or SIP URI.' }),
    transfer_condition: Type.String({ description: 'When to transfer there, in words.' }),
    name: Type.Optional(Text),
  },
  { examples: [{ phone_number: '+34600111222', transfer_condition: 'For invoices.' }] },
);
const tags = ['phone books'];
const [read, write] = ['agents:read', 'agents:write'] as const;
/** An organization has a few. */
const MOST_BOOKS = 1000;

export function phonebookRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock, ids } = deps;
  app.post(
    '/phonebooks',
    {
      schema: {
        ...{ tags, operationId: 'createPhonebook', summary: 'Create a phone book', scope: write },
        ...{ body: BookBody, response: { 200: Made } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const name = fields.requiredText('name');
      if (name.length > 200) fields.fail('name', 'May have at most 200 characters.', 'length');
      fields.finish();
      const at = clock.now();
      const book: PhoneBook = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, name, createdAt: at, updatedAt: at },
      };
      await store.phoneBooks.insert(book);
      return { status: 'success', response: { key: book.id } };
    },
  );
  app.get(
    '/phonebooks',
    {
      schema: {
        ...{ tags, operationId: 'listPhonebooks', summary: 'List phone books', scope: read },
        ...{ querystring: queryOf('page_number', 'page_size'), response: { 200: wrapped(Books) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const all = await store.phoneBooks.list(tenant.organizationId, { limit: MOST_BOOKS });
      const rows = await Promise.all(all.slice(offset, offset + limit).map((book) => shown(tenant, book)));
      return ok({ phonebooks: rows, total: all.length, page_size: limit, page_number: page });
    },
  );
  app.get<Params<'bookId'>>(
    '/phonebooks/:bookId',
    {
      schema: {
        ...{ tags, operationId: 'getPhonebook', summary: 'Read a phone book', scope: read },
        ...{ params: Type.Object(BookPath), response: { 200: wrapped(Book) } },
      },
    },
    async ({ tenant, params }) => ok(await shown(tenant, await bookOf(tenant, params.bookId))),
  );
  app.delete<Params<'bookId'>>(
    '/phonebooks/:bookId',
    {
      schema: {
        ...{ tags, operationId: 'deletePhonebook', summary: 'Delete a phone book', scope: write },
        ...{ params: Type.Object(BookPath), response: { 200: Done } },
      },
    },
    async ({ tenant, params }) => {
      const { id } = await bookOf(tenant, params.bookId);
      await store.phoneBooks.remove(tenant.organizationId, id);
      return { status: 'success' };
    },
  );
  app.post<Params<'bookId'>>(
    '/phonebooks/:bookId/entries',
    {
      schema: {
        ...{ tags, operationId: 'createPhonebookEntry', summary: 'Add an entry', scope: write },
        ...{ params: Type.Object(BookPath), body: EntryBody, response: { 200: Made } },
      },
    },
    async ({ tenant, params, body }) => {
      const { id: bookId } = await bookOf(tenant, params.bookId);
      const at = clock.now();
      const entry: PhoneBookEntry = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, bookId, ...readEntry(body) },
        ...{ createdAt: at, updatedAt: at },
      };
      await store.phoneBooks.insertEntry(entry);
      return { status: 'success', response: { key: entry.id } };
    },
  );
  app.delete<Params<'bookId' | 'entryId'>>(
    '/phonebooks/:bookId/entries/:entryId',
    {
      schema: {
        ...{ tags, operationId: 'deletePhonebookEntry', summary: 'Delete an entry', scope: write },
        ...{ params: Type.Object(EntryPath), response: { 200: Done } },
      },
    },
    async ({ tenant, params }) => {
      const { id: bookId } = await bookOf(tenant, params.bookId);
      const id = await idOf(deps, tenant, 'phone-book-entry', params.entryId);
      if (!(await store.phoneBooks.removeEntry(tenant.organizationId, bookId, id)))
        throw notFound('phone-book-entry');
      return { status: 'success' };
    },
  );

  async function bookOf(tenant: Tenant, text: string): Promise<PhoneBook> {
    const book = await store.phoneBooks.get(
      tenant.organizationId,
      await idOf(deps, tenant, 'phone-book', text),
    );
    if (!book) throw notFound('phone-book');
    return book;
  }

  async function shown({ organizationId }: Tenant, book: PhoneBook) {
    const entries = await store.phoneBooks.entries(organizationId, book.id);
    return {
      ...{ key: book.id, name: book.name },
      entries: entries.map(({ id, phone, condition, name }) => ({
        ...{ key: id, phone_number: phone, transfer_condition: condition, name },
      })),
      created_at: new Date(book.createdAt).toISOString(),
    };
  }
}

function readEntry(body: unknown): Pick<PhoneBookEntry, 'phone' | 'condition' | 'name'> {
  const fields = new Fields(body);
  const phone = fields.requiredText('phone_number');
  const condition = fields.requiredText('transfer_condition');
  const name = fields.text('name') ?? '';
  if (phone !== '' && !isE164(phone) && !/^sip:[^\s<>"]{1,250}$/i.test(phone))
    fields.fail('phone_number', 'Must be in E.164, e.g. +15550100002, or a SIP URI.', 'e164');
  if (condition.length > 1000)
    fields.fail('transfer_condition', 'May have at most 1000 characters.', 'length');
  if (name.length > 200) fields.fail('name', 'May have at most 200 characters.', 'length');
  fields.finish();
  return { phone, condition, name };
}
