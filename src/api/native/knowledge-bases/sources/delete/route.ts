/** `DELETE /v1/knowledge-bases/{id}/sources/{source}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { SourceParams } from '../source-view.ts';

export const deleteKnowledgeSource: Operation = (app, deps) => {
  app.delete(
    '/v1/knowledge-bases/:id/sources/:source',
    {
      schema: {
        operationId: 'deleteKnowledgeSource',
        scope: 'knowledge:write',
        summary: 'Delete a source',

        tags: ['knowledge'],
        params: SourceParams,

        response: { 204: Type.Null() },
        errors: ['knowledge-source-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const base = readId(request.params.id, 'knowledge-base');
      const id = readId(request.params.source, 'knowledge-source');
      if (!(await deps.store.knowledge.removeSource(organizationId, base, id)))
        throw notFound('knowledge-source');
      return reply.code(204).send(null);
    },
  );
};
