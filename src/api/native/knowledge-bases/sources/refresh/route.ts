/** `POST /v1/knowledge-bases/{id}/sources/{source}/refresh` */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { SourceParams, SourceSchema, sourceView } from '../source-view.ts';

export const refreshKnowledgeSource: Operation = (app, deps) => {
  app.post(
    '/v1/knowledge-bases/:id/sources/:source/refresh',
    {
      schema: {
        operationId: 'refreshKnowledgeSource',
        scope: 'knowledge:write',
        summary: 'Read a source again',
        description: 'A web page is fetched anew; what it held before is found until then.',
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
      const now = deps.clock.now();
      const source = await deps.store.knowledge.updateSource(organizationId, base, id, { again: true }, now);
      if (!source) throw notFound('knowledge-source');
      deps.knowledge.wake();
      return sourceView(source);
    },
  );
};
