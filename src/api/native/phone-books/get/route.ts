/** `GET /v1/phone-books` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { BookSchema, bookView } from '../book-view.ts';

export const getPhoneBook: Operation = (app, deps) => {
  app.get(
    '/v1/phone-books/:id',
    {
      schema: {
        operationId: 'getPhoneBook',
        scope: 'contacts:read',
        summary: 'Read a phone book',
        tags: ['phone-books'],
        params: IdParams,
        response: { 200: BookSchema },
        errors: ['phone-book-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.phoneBooks.get(organizationId, readId(request.params.id, 'phone-book'));
      if (!found) throw notFound('phone-book');
      return bookView(found);
    },
  );
};
