/** `GET /v1/phone-books/{id}/entries`: all of them, in the order in which they were added. */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { IdParams, readId } from '../../../shapes/ids.ts';
import { pageOf } from '../../../shapes/page.ts';
import { EntrySchema, entryView } from '../../book-view.ts';

export const listPhoneBookEntries: Operation = (app, deps) => {
  app.get(
    '/v1/phone-books/:id/entries',
    {
      schema: {
        operationId: 'listPhoneBookEntries',
        scope: 'contacts:read',
        summary: 'List the entries of a phone book',
        description: 'A book holds at most 100, which come in one answer.',
        tags: ['phone-books'],
        params: IdParams,
        response: { 200: pageOf(EntrySchema) },
        errors: ['phone-book-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'phone-book');
      if (!(await deps.store.phoneBooks.get(organizationId, id))) throw notFound('phone-book');
      const entries = await deps.store.phoneBooks.entries(organizationId, id);
      return { data: entries.map(entryView), has_more: false, next_cursor: null };
    },
  );
};
