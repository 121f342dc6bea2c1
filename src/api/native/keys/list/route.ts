/** `GET /v1/keys`: newest first, revoked ones too. */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { KeySchema, keyView } from '../key-view.ts';

export const listApiKeys: Operation = (app, deps) => {
  app.get(
    '/v1/keys',
    {
      schema: {
        operationId: 'listKeys',
        scope: 'keys:read',
        summary: 'List API keys',
        tags: ['keys'],
        querystring: PageQuery,
        response: { 200: pageOf(KeySchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.keys.list(request.tenant.organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, keyView, (row) => row.id);
    },
  );
};
