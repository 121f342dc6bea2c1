/** `DELETE /v1/phone-books/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deletePhoneBook: Operation = (app, deps) => {
  app.delete(
    '/v1/phone-books/:id',
    {
      schema: {
        operationId: 'deletePhoneBook',
        scope: 'contacts:write',
        summary: 'Delete a phone book',
        description: 'With its entries.',
        tags: ['phone-books'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['phone-book-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const gone = await deps.store.phoneBooks.remove(
        organizationId,
        readId(request.params.id, 'phone-book'),
      );
      if (!gone) throw notFound('phone-book');
      return reply.code(204).send(null);
    },
  );
};
