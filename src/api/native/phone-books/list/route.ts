/** `GET /v1/phone-books`: newest first. */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { BookSchema, bookView } from '../book-view.ts';

export const listPhoneBooks: Operation = (app, deps) => {
  app.get(
    '/v1/phone-books',
    {
      schema: {
        operationId: 'listPhoneBooks',
        scope: 'contacts:read',
        summary: 'List phone books',
        tags: ['phone-books'],
        querystring: PageQuery,
        response: { 200: pageOf(BookSchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.phoneBooks.list(request.tenant.organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, bookView, (row) => row.id);
    },
  );
};
