/** `DELETE /v1/phone-books/{id}/entries/{entry}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { EntryParams } from '../../book-view.ts';

export const deletePhoneBookEntry: Operation = (app, deps) => {
  app.delete(
    '/v1/phone-books/:id/entries/:entry',
    {
      schema: {
        operationId: 'deletePhoneBookEntry',
        scope: 'contacts:write',
        summary: 'Delete an entry of a phone book',
        tags: ['phone-books'],
        params: EntryParams,

        response: { 204: Type.Null() },
        errors: ['phone-book-entry-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const book = readId(request.params.id, 'phone-book');
      const id = readId(request.params.entry, 'phone-book-entry');
      if (!(await deps.store.phoneBooks.removeEntry(organizationId, book, id)))
        throw notFound('phone-book-entry');
      return reply.code(204).send(null);
    },
  );
};
