/** `POST /v1/knowledge-bases` */
import type { KnowledgeBase } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { BaseLanguage, BaseName, BaseSchema, baseView, Condition, Embedding } from '../base-view.ts';

const Body = Type.Object(
  {
    name: BaseName,
    condition: Type.Optional(Condition),
    language: Type.Optional(BaseLanguage),
    embedding: Type.Optional(
      Type.Union([Embedding, Type.Null()], {
        description: 'Absent: what the server uses; null: words alone.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const createKnowledgeBase: Operation = (app, deps) => {
  app.post(
    '/v1/knowledge-bases',
    {
      schema: {
        operationId: 'createKnowledgeBase',
        scope: 'knowledge:write',
        summary: 'Create a knowledge base',
        description: 'Sources are added to it; agents name it in `knowledge.bases`.',
        tags: ['knowledge'],
        body: Body,
        response: { 201: BaseSchema },
        errors: ['embedding-unavailable'],
      },
    },
    async (request, reply) => {
      const { name, condition = '', language = 'en', embedding } = request.body;
      const { organizationId } = request.tenant;
      const chosen = await deps.knowledge.chooseEmbedding(organizationId, embedding);
      const now = deps.clock.now();
      const base: KnowledgeBase = {
        ...{ id: deps.ids.next(), organizationId, name, condition, language },
        ...{ embedding: chosen, createdAt: now, updatedAt: now },
      };
      await deps.store.knowledge.insertBase(base);
      return reply.code(201).send(baseView(base));
    },
  );
};
