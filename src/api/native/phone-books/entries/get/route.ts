/** `GET /v1/phone-books/{id}/entries/{entry}` */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { EntryParams, EntrySchema, entryView } from '../../book-view.ts';

export const getPhoneBookEntry: Operation = (app, deps) => {
  app.get(
    '/v1/phone-books/:id/entries/:entry',
    {
      schema: {
        operationId: 'getPhoneBookEntry',
        scope: 'contacts:read',
        summary: 'Read an entry of a phone book',
        tags: ['phone-books'],
        params: EntryParams,

        response: { 200: EntrySchema },
        errors: ['phone-book-entry-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const book = readId(request.params.id, 'phone-book');
      const id = readId(request.params.entry, 'phone-book-entry');
      const entry = await deps.store.phoneBooks.getEntry(organizationId, book, id);
      if (!entry) throw notFound('phone-book-entry');
      return entryView(entry);
    },
  );
};
