/** `GET /v1/knowledge-bases/{id}/sources/{source}` */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { SourceParams, SourceSchema, sourceView } from '../source-view.ts';

export const getKnowledgeSource: Operation = (app, deps) => {
  app.get(
    '/v1/knowledge-bases/:id/sources/:source',
    {
      schema: {
        operationId: 'getKnowledgeSource',
        scope: 'knowledge:read',
        summary: 'Read a source',

        tags: ['knowledge'],
        params: SourceParams,

        response: { 200: SourceSchema },
        errors: ['knowledge-source-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const base = readId(request.params.id, 'knowledge-base');
      const id = readId(request.params.source, 'knowledge-source');
      const source = await deps.store.knowledge.getSource(organizationId, base, id);
      if (!source) throw notFound('knowledge-source');
      return sourceView(source);
    },
  );
};
