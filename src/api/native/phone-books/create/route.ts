/** `POST /v1/phone-books` */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { BookName, BookSchema, bookView } from '../book-view.ts';

export const createPhoneBook: Operation = (app, deps) => {
  app.post(
    '/v1/phone-books',
    {
      schema: {
        operationId: 'createPhoneBook',
        scope: 'contacts:write',
        summary: 'Create a phone book',
        tags: ['phone-books'],

        body: Type.Object({ name: BookName }, { additionalProperties: false }),
        response: { 201: BookSchema },
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const now = deps.clock.now();
      const book = {
        id: deps.ids.next(),
        organizationId,
        name: request.body.name,
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.phoneBooks.insert(book);
      return reply.code(201).send(bookView(book));
    },
  );
};
