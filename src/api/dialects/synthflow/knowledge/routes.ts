/** `/knowledge_base` */
import type { AgentConfig, KnowledgeBase, Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { changeAgent, withId } from '../shapes/change-agent.ts';
import {
  Answered,
  closed,
  Done,
  offsetPage,
  ok,
  queryOf,
  queryText,
  Text,
  wrapped,
} from '../shapes/envelope.ts';
import { idIn, type Params } from '../shapes/ids.ts';
import { BasePath, baseOf } from './base-path.ts';
import { sourceRoutes } from './sources.ts';

const Body = Type.Object(
  { name: Text, rag_use_condition: Type.Optional(Type.String({ description: 'When to use it, in words.' })) },
  { examples: [{ name: 'Shop', rag_use_condition: 'For questions about orders.' }] },
);
const Item = closed({
  ...{ id: Text, knowledge_base_id: Text, name: Text, rag_use_condition: Text },
  ...{ created_at: Text, updated_at: Text },
});
const Page = closed({
  knowledge_bases: Type.Array(Item),
  ...{ total_records: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() },
});
const tags = ['knowledge bases'];
const [read, write] = ['knowledge:read', 'knowledge:write'] as const;
const MOST_BASES = 1000;
const USUAL_LIMIT = 25;
/** Pieces that an agent is given at a time, where its agent does not say. */
const TOP = 3;

export function knowledgeRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock, ids, knowledge } = deps;
  app.post(
    '/knowledge_base',
    {
      schema: {
        ...{ tags, operationId: 'createKnowledgeBase', summary: 'Create a knowledge base', scope: write },
        ...{ body: Body, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      fields.requiredText('name');
      const { name = '', condition = '' } = partsOf(fields);
      const { organizationId } = tenant;
      const at = clock.now();
      const base: KnowledgeBase = {
        ...{ id: ids.next(), organizationId, name, condition, language: 'en' },
        embedding: await knowledge.chooseEmbedding(organizationId, undefined),
        ...{ createdAt: at, updatedAt: at },
      };
      await store.knowledge.insertBase(base);
      return { status: 'success', response: show(base) };
    },
  );
  app.get(
    '/knowledge_base',
    {
      schema: {
        ...{ tags, operationId: 'listKnowledgeBases', summary: 'List knowledge bases', scope: read },
        ...{ querystring: queryOf('limit', 'offset'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset } = offsetPage(query, USUAL_LIMIT);
      const all = await store.knowledge.listBases(tenant.organizationId, { limit: MOST_BASES });
      const rows = all.slice(offset, offset + limit).map(show);
      return ok({ knowledge_bases: rows, total_records: all.length, limit, offset });
    },
  );
  app.get<Params<'baseId'>>(
    '/knowledge_base/:baseId',
    {
      schema: {
        ...{ tags, operationId: 'getKnowledgeBase', summary: 'Read a knowledge base', scope: read },
        ...{ params: BasePath, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params }) => ok(show(await baseOf(deps, tenant, params.baseId))),
  );
  app.put<Params<'baseId'>>(
    '/knowledge_base/:baseId',
    {
      schema: {
        ...{ tags, operationId: 'updateKnowledgeBase', summary: 'Change a knowledge base', scope: write },
        ...{ params: BasePath, body: Type.Partial(Body), response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params, body }) => {
      const { id } = await baseOf(deps, tenant, params.baseId);
      const patch = partsOf(new Fields(body));
      const changed = await store.knowledge.updateBase(tenant.organizationId, id, patch, clock.now());
      if (!changed) throw notFound('knowledge-base');
      return { status: 'success', response: show(changed) };
    },
  );
  app.delete<Params<'baseId'>>(
    '/knowledge_base/:baseId',
    {
      schema: {
        ...{ tags, operationId: 'deleteKnowledgeBase', summary: 'Delete a knowledge base', scope: write },
        ...{ params: BasePath, response: { 200: Answered } },
      },
    },
    async ({ tenant, params }) => {
      const { id } = await baseOf(deps, tenant, params.baseId);
      await store.knowledge.removeBase(tenant.organizationId, id);
      return { status: 'success', response: { answer: 'ok' } };
    },
  );
  // One names the agent in its query, the other in its body; each takes both.
  for (const [verb, attach] of [['attach', true] as const, ['detach', false] as const])
    app.post<Params<'baseId'>>(
      `/knowledge_base/:baseId/${verb}`,
      {
        schema: {
          ...{ tags, operationId: `${verb}KnowledgeBase`, scope: write },
          summary: attach ? 'Give it to an agent' : 'Take it from an agent',
          ...{ params: BasePath, querystring: queryOf('model_id'), response: { 200: Done } },
          ...(attach ? {} : { body: Type.Object({ model_id: Type.Optional(Text) }) }),
        },
      },
      async ({ tenant, params, body, query }) => {
        const { id } = await baseOf(deps, tenant, params.baseId);
        const fields = new Fields(body ?? {});
        const model = queryText(query, 'model_id') ?? fields.text('model_id');
        if (!model) fields.fail('model_id', 'Is required.', 'required');
        fields.finish();
        await use(deps, tenant, id, model ?? '', attach);
        return { status: 'success' };
      },
    );
  sourceRoutes(app, deps);
}

async function use(deps: DialectDeps, tenant: Tenant, id: Id, model: string, attach: boolean): Promise<void> {
  const agentId = await idIn(deps, tenant, 'agent', model, 'model_id');
  await changeAgent(deps, tenant, agentId, ({ knowledge, ...config }): AgentConfig => {
    const before = knowledge?.bases ?? [];
    const bases = attach ? withId(before, id) : before.filter((one) => one !== id);
    const { mode = 'auto', top = TOP } = knowledge ?? {};
    return bases.length === 0 ? config : { ...config, knowledge: { mode, top, bases } };
  });
}

function partsOf(fields: Fields): Partial<Pick<KnowledgeBase, 'name' | 'condition'>> {
  const name = fields.text('name');
  const condition = fields.text('rag_use_condition');
  if (name !== null && (name === '' || name.length > 200))
    fields.fail('name', 'Must have 1 to 200 characters.', 'length');
  if (condition !== null && condition.length > 1000)
    fields.fail('rag_use_condition', 'May have at most 1000 characters.', 'length');
  fields.finish();
  return { ...(name === null ? {} : { name }), ...(condition === null ? {} : { condition }) };
}

function show(base: KnowledgeBase) {
  return {
    ...{ id: base.id, knowledge_base_id: base.id, name: base.name, rag_use_condition: base.condition },
    created_at: new Date(base.createdAt).toISOString(),
    updated_at: new Date(base.updatedAt).toISOString(),
  };
}
