/** `/knowledge_base/{id}/sources` */
import type { KnowledgeSource, Tenant } from '#domain';
import { invalidRequest, notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import {
  Answered,
  closed,
  NullableText,
  offsetPage,
  ok,
  queryOf,
  Text,
  wrapped,
} from '../shapes/envelope.ts';
import { idOf, type Params } from '../shapes/ids.ts';
import { BasePath, baseOf, basePath } from './base-path.ts';
import { readSource, readSourceChange } from './read-source.ts';

const SourcePath = Type.Object({
  ...basePath,
  sourceId: Type.String({ examples: [sampleUuid('knowledge-source')] }),
});
const Body = Type.Object(
  {
    type: Type.String({ description: '`text` or `web`; `pdf` is refused.' }),
    name: Type.Optional(Text),
    text: Type.Optional(Text),
    url: Type.Optional(Text),
  },
  { examples: [{ type: 'text', name: 'Hours', text: 'We open at nine.' }] },
);
const Change = Type.Object(
  {
    type: Type.Optional(Type.String({ description: '`text` or `link`.' })),
    ...{ name: Type.Optional(Text), text: Type.Optional(Text), link: Type.Optional(Text) },
  },
  { examples: [{ type: 'text', text: 'We open at ten.' }] },
);
const Item = closed({
  ...{ id: Text, source_id: Text, type: Text, name: Text, url: NullableText, status: Text },
  ...{ error_message: NullableText, created_at: Text, updated_at: Text },
});
const Page = closed({
  sources: Type.Array(Item),
  ...{ total_records: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() },
});
const tags = ['knowledge bases'];
const [read, write] = ['knowledge:read', 'knowledge:write'] as const;
const MOST_SOURCES = 1000;
const USUAL_LIMIT = 25;

export function sourceRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock, ids, knowledge } = deps;
  app.post<Params<'baseId'>>(
    '/knowledge_base/:baseId/sources',
    {
      schema: {
        ...{ tags, operationId: 'createKnowledgeSource', summary: 'Add a source', scope: write },
        ...{ params: BasePath, body: Body, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params, body }) => {
      const { id: baseId } = await baseOf(deps, tenant, params.baseId);
      const { content, ...given } = readSource(body);
      const at = clock.now();
      const source: KnowledgeSource = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, baseId, ...given },
        ...{ state: 'pending', fault: null, characters: 0, chunks: 0, readAt: null },
        ...{ createdAt: at, updatedAt: at },
      };
      await store.knowledge.insertSource(source, content);
      knowledge.wake();
      return { status: 'success', response: show(source) };
    },
  );
  app.get<Params<'baseId'>>(
    '/knowledge_base/:baseId/sources',
    {
      schema: {
        ...{ tags, operationId: 'listKnowledgeSources', summary: 'List sources', scope: read },
        ...{ params: BasePath, querystring: queryOf('limit', 'offset'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, params, query }) => {
      const { id } = await baseOf(deps, tenant, params.baseId);
      const { limit, offset } = offsetPage(query, USUAL_LIMIT);
      const all = await store.knowledge.listSources(tenant.organizationId, id, { limit: MOST_SOURCES });
      const rows = all.slice(offset, offset + limit).map(show);
      return ok({ sources: rows, total_records: all.length, limit, offset });
    },
  );
  app.get<Params<'baseId' | 'sourceId'>>(
    '/knowledge_base/:baseId/sources/:sourceId',
    {
      schema: {
        ...{ tags, operationId: 'getKnowledgeSource', summary: 'Read a source', scope: read },
        ...{ params: SourcePath, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params }) => ok(show(await sourceOf(tenant, params))),
  );
  app.put<Params<'baseId' | 'sourceId'>>(
    '/knowledge_base/:baseId/sources/:sourceId',
    {
      schema: {
        ...{ tags, operationId: 'updateKnowledgeSource', summary: 'Change a source', scope: write },
        ...{ params: SourcePath, body: Change, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params, body }) => {
      const source = await sourceOf(tenant, params);
      const { name, text, url } = readSourceChange(body);
      const other = source.kind === 'web' ? text : url;
      if (other !== null)
        throw invalidRequest([
          { param: 'type', rule: 'kind', message: 'A source stays what it is; delete it and add another.' },
        ]);
      const changed = await store.knowledge.updateSource(
        tenant.organizationId,
        source.baseId,
        source.id,
        {
          ...(name === null ? {} : { name }),
          ...(text === null ? {} : { content: text }),
          ...(url === null ? {} : { url }),
        },
        clock.now(),
      );
      if (!changed) throw notFound('knowledge-source');
      knowledge.wake();
      return { status: 'success', response: show(changed) };
    },
  );
  app.delete<Params<'baseId' | 'sourceId'>>(
    '/knowledge_base/:baseId/sources/:sourceId',
    {
      schema: {
        ...{ tags, operationId: 'deleteKnowledgeSource', summary: 'Delete a source', scope: write },
        ...{ params: SourcePath, response: { 200: Answered } },
      },
    },
    async ({ tenant, params }) => {
      const source = await sourceOf(tenant, params);
      await store.knowledge.removeSource(tenant.organizationId, source.baseId, source.id);
      return { status: 'success', response: { answer: 'ok' } };
    },
  );

  async function sourceOf(
    tenant: Tenant,
    { baseId, sourceId }: { readonly baseId: string; readonly sourceId: string },
  ): Promise<KnowledgeSource> {
    const base = await baseOf(deps, tenant, baseId);
    const id = await idOf(deps, tenant, 'knowledge-source', sourceId);
    const source = await store.knowledge.getSource(tenant.organizationId, base.id, id);
    if (!source) throw notFound('knowledge-source');
    return source;
  }
}

function show(source: KnowledgeSource) {
  const type = source.kind === 'file' ? 'pdf' : source.kind;
  return {
    ...{ id: source.id, source_id: source.id, type, name: source.name, url: source.url },
    ...{ status: source.state, error_message: source.fault },
    created_at: new Date(source.createdAt).toISOString(),
    updated_at: new Date(source.updatedAt).toISOString(),
  };
}
