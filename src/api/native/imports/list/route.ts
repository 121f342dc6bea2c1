/** `GET /v1/imports` */
import type { Operation } from '../../native.ts';
import { pageOf, PageQuery, readPage, toPage } from '../../shapes/page.ts';
import { ImportSchema, importView } from '../import-view.ts';

export const listImports: Operation = (app, deps) => {
  app.get(
    '/v1/imports',
    {
      schema: {
        operationId: 'listImports',
        summary: 'List imports',
        tags: ['imports'],
        scope: 'organization:read',
        querystring: PageQuery,
        response: { 200: pageOf(ImportSchema) },
      },
    },
    async ({ tenant, query }) =>
      toPage(await deps.imports.list(tenant, readPage(query)), query.limit, importView, (run) => run.id),
  );
};
