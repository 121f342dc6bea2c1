/** `DELETE /v1/knowledge-bases/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteKnowledgeBase: Operation = (app, deps) => {
  app.delete(
    '/v1/knowledge-bases/:id',
    {
      schema: {
        operationId: 'deleteKnowledgeBase',
        scope: 'knowledge:write',
        summary: 'Delete a knowledge base',
        description: 'With its sources. Agents that name it go on without it.',
        tags: ['knowledge'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['knowledge-base-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const gone = await deps.store.knowledge.removeBase(
        organizationId,
        readId(request.params.id, 'knowledge-base'),
      );
      if (!gone) throw notFound('knowledge-base');
      return reply.code(204).send(null);
    },
  );
};
