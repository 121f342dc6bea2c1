/** `POST /v1/knowledge-bases/{id}/search`: what a call would be given. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

const Found = Type.Object(
  {
    base: Type.String(),
    source: Type.String(),
    heading: Type.String(),
    text: Type.String(),
    score: Type.Number({ description: '0 to 1; comparable within one answer only.' }),
  },
  { additionalProperties: false },
);

export const searchKnowledgeBase: Operation = (app, deps) => {
  app.post(
    '/v1/knowledge-bases/:id/search',
    {
      schema: {
        operationId: 'searchKnowledgeBase',
        scope: 'knowledge:read',
        summary: 'Try a knowledge base',
        description: 'The chunks that a call would be given for these words, the best first.',
        tags: ['knowledge'],
        params: IdParams,
        body: Type.Object(
          {
            query: Type.String({ minLength: 1, maxLength: 500 }),
            top: Type.Integer({ minimum: 1, maximum: 10, default: 3 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ data: Type.Array(Found) }, { additionalProperties: false }) },
        errors: ['knowledge-base-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'knowledge-base');
      if (!(await deps.store.knowledge.getBase(organizationId, id))) throw notFound('knowledge-base');
      const { query, top } = request.body;
      return { data: [...(await deps.knowledge.search(organizationId, [id], query, top))] };
    },
  );
};
