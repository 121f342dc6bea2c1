/** `GET /v1/numbers` */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { NumberSchema, numberView } from '../number-view.ts';

export const listNumbers: Operation = (app, deps) => {
  app.get(
    '/v1/numbers',
    {
      schema: {
        operationId: 'listNumbers',
        scope: 'numbers:read',
        summary: 'List numbers',
        tags: ['numbers'],
        querystring: PageQuery,
        response: { 200: pageOf(NumberSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const rows = await deps.store.numbers.list(organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, numberView, (number) => number.id);
    },
  );
};
