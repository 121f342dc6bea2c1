/** `GET /v1/knowledge-bases/{id}/sources`: newest first. */
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../../shapes/page.ts';
import { knownBase, SourceSchema, sourceView } from '../source-view.ts';

export const listKnowledgeSources: Operation = (app, deps) => {
  app.get(
    '/v1/knowledge-bases/:id/sources',
    {
      schema: {
        operationId: 'listKnowledgeSources',
        scope: 'knowledge:read',
        summary: 'List the sources of a knowledge base',
        tags: ['knowledge'],
        params: IdParams,
        querystring: PageQuery,
        response: { 200: pageOf(SourceSchema) },
        errors: ['knowledge-base-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const baseId = await knownBase(deps, request.tenant, request.params.id);
      const rows = await deps.store.knowledge.listSources(organizationId, baseId, readPage(request.query));
      return toPage(rows, request.query.limit, sourceView, (row) => row.id);
    },
  );
};
