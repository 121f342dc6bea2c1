/** `POST /v1/phone-books/{id}/entries` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams, readId } from '../../../shapes/ids.ts';
import { entryFields, EntrySchema, entryView } from '../../book-view.ts';

const { phone_number, name, transfer_condition } = entryFields;
const Body = Type.Object(
  { phone_number, name: Type.Optional(name), transfer_condition: Type.Optional(transfer_condition) },
  { additionalProperties: false },
);

export const createPhoneBookEntry: Operation = (app, deps) => {
  app.post(
    '/v1/phone-books/:id/entries',
    {
      schema: {
        operationId: 'createPhoneBookEntry',
        scope: 'contacts:write',
        summary: 'Add an entry to a phone book',
        tags: ['phone-books'],
        params: IdParams,
        body: Body,
        response: { 201: EntrySchema },
        errors: ['phone-book-unknown', 'phone-book-full'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const bookId = readId(request.params.id, 'phone-book');
      if (!(await deps.store.phoneBooks.get(organizationId, bookId))) throw notFound('phone-book');
      const { phone_number: phone, name = '', transfer_condition: condition = '' } = request.body;
      const now = deps.clock.now();
      const entry = {
        ...{ id: deps.ids.next(), organizationId, bookId, phone, name, condition },
        ...{ createdAt: now, updatedAt: now },
      };
      await deps.store.phoneBooks.insertEntry(entry);
      return reply.code(201).send(entryView(entry));
    },
  );
};
