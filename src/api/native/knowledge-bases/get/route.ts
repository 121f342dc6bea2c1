/** `GET /v1/knowledge-bases` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { BaseSchema, baseView } from '../base-view.ts';

export const getKnowledgeBase: Operation = (app, deps) => {
  app.get(
    '/v1/knowledge-bases/:id',
    {
      schema: {
        operationId: 'getKnowledgeBase',
        scope: 'knowledge:read',
        summary: 'Read a knowledge base',
        tags: ['knowledge'],
        params: IdParams,
        response: { 200: BaseSchema },
        errors: ['knowledge-base-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.knowledge.getBase(
        organizationId,
        readId(request.params.id, 'knowledge-base'),
      );
      if (!found) throw notFound('knowledge-base');
      return baseView(found);
    },
  );
};
