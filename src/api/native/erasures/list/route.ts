/** `GET /v1/erasures`: newest first. */
import type { Operation } from '../../native.ts';
import { pageOf, PageQuery, readPage, toPage } from '../../shapes/page.ts';
import { ErasureSchema, erasureView } from '../erasure-view.ts';

export const listErasures: Operation = (app, deps) => {
  app.get(
    '/v1/erasures',
    {
      schema: {
        operationId: 'listErasures',
        summary: 'List erasures',
        tags: ['privacy'],
        scope: 'erasures:read',
        querystring: PageQuery,
        response: { 200: pageOf(ErasureSchema) },
      },
    },
    async (request) => {
      const { query, tenant } = request;
      const rows = await deps.store.erasures.list(tenant.organizationId, readPage(query));
      return toPage(rows, query.limit, erasureView, (row) => row.id);
    },
  );
};
