/** `GET /v1/knowledge-bases`: newest first. */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { BaseSchema, baseView } from '../base-view.ts';

export const listKnowledgeBases: Operation = (app, deps) => {
  app.get(
    '/v1/knowledge-bases',
    {
      schema: {
        operationId: 'listKnowledgeBases',
        scope: 'knowledge:read',
        summary: 'List knowledge bases',
        tags: ['knowledge'],
        querystring: PageQuery,
        response: { 200: pageOf(BaseSchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.knowledge.listBases(
        request.tenant.organizationId,
        readPage(request.query),
      );
      return toPage(rows, request.query.limit, baseView, (row) => row.id);
    },
  );
};
