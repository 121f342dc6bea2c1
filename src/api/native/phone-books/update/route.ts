/** `PATCH /v1/phone-books/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { BookName, BookSchema, bookView } from '../book-view.ts';

export const updatePhoneBook: Operation = (app, deps) => {
  app.patch(
    '/v1/phone-books/:id',
    {
      schema: {
        operationId: 'updatePhoneBook',
        scope: 'contacts:write',
        summary: 'Rename a phone book',
        tags: ['phone-books'],
        params: IdParams,
        body: Type.Object({ name: BookName }, { additionalProperties: false }),
        response: { 200: BookSchema },
        errors: ['phone-book-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const now = deps.clock.now();
      const id = readId(request.params.id, 'phone-book');
      const book = await deps.store.phoneBooks.rename(organizationId, id, request.body.name, now);
      if (!book) throw notFound('phone-book');
      return bookView(book);
    },
  );
};
