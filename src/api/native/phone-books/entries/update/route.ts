/** `PATCH /v1/phone-books/{id}/entries/{entry}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { entryFields, EntryParams, EntrySchema, entryView } from '../../book-view.ts';

export const updatePhoneBookEntry: Operation = (app, deps) => {
  app.patch(
    '/v1/phone-books/:id/entries/:entry',
    {
      schema: {
        operationId: 'updatePhoneBookEntry',
        scope: 'contacts:write',
        summary: 'Change an entry of a phone book',
        tags: ['phone-books'],
        params: EntryParams,
        body: Type.Partial(Type.Object(entryFields), { additionalProperties: false }),
        response: { 200: EntrySchema },
        errors: ['phone-book-entry-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const book = readId(request.params.id, 'phone-book');
      const id = readId(request.params.entry, 'phone-book-entry');
      const { phone_number: phone, name, transfer_condition: condition } = request.body;
      const patch = {
        ...(phone === undefined ? {} : { phone }),
        ...(name === undefined ? {} : { name }),
        ...(condition === undefined ? {} : { condition }),
      };
      const entry = await deps.store.phoneBooks.updateEntry(
        organizationId,
        book,
        id,
        patch,
        deps.clock.now(),
      );
      if (!entry) throw notFound('phone-book-entry');
      return entryView(entry);
    },
  );
};
