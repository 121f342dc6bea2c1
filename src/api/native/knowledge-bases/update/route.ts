/** `PATCH /v1/knowledge-bases/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { BaseLanguage, BaseName, BaseSchema, baseView, Condition, Embedding } from '../base-view.ts';

const Body = Type.Object(
  {
    name: Type.Optional(BaseName),
    condition: Type.Optional(Type.Union([Condition, Type.Null()])),
    language: Type.Optional(BaseLanguage),
    embedding: Type.Optional(Type.Union([Embedding, Type.Null()])),
  },
  { additionalProperties: false },
);

export const updateKnowledgeBase: Operation = (app, deps) => {
  app.patch(
    '/v1/knowledge-bases/:id',
    {
      schema: {
        operationId: 'updateKnowledgeBase',
        scope: 'knowledge:write',
        summary: 'Change a knowledge base',
        description: 'Another language or embedding model reads every source anew.',
        tags: ['knowledge'],
        params: IdParams,
        body: Body,
        response: { 200: BaseSchema },
        errors: ['knowledge-base-unknown', 'embedding-unavailable'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { name, condition, language, embedding } = request.body;
      if (embedding) await deps.knowledge.chooseEmbedding(organizationId, embedding);
      const base = await deps.store.knowledge.updateBase(
        organizationId,
        readId(request.params.id, 'knowledge-base'),
        {
          ...(name === undefined ? {} : { name }),
          ...(condition === undefined ? {} : { condition: condition ?? '' }),
          ...(language === undefined ? {} : { language }),
          ...(embedding === undefined ? {} : { embedding }),
        },
        deps.clock.now(),
      );
      if (!base) throw notFound('knowledge-base');
      deps.knowledge.wake();
      return baseView(base);
    },
  );
};
