/** `/memory_stores`: what agents remember of contacts. */
import { notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { MemoryStore } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, Done, numberedPage, ok, queryOf, Text, wrapped } from '../shapes/envelope.ts';
import type { Params } from '../shapes/ids.ts';
import { attachRoutes } from './attach.ts';
import { memoryDataRoutes } from './memory-data.ts';
import { StorePath, storeOf } from './store-path.ts';

const Body = Type.Object(
  {
    name: Text,
    instructions: Type.Optional(Type.String({ description: 'What is worth remembering, in words.' })),
  },
  { examples: [{ name: 'Customers', instructions: 'Sizes and favourite colours.' }] },
);
const Item = closed({
  ...{ id: Text, memory_store_id: Text, name: Text, instructions: Text, created_at: Text, updated_at: Text },
});
const Page = closed({
  memory_stores: Type.Array(Item),
  total: Type.Integer(),
  page_size: Type.Integer(),
  page_number: Type.Integer(),
});
const tags = ['memory stores'];
const [read, write] = ['knowledge:read', 'knowledge:write'] as const;
const MOST_STORES = 1000;

export function memoryRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock, ids } = deps;
  app.post(
    '/memory_stores',
    {
      schema: {
        ...{ tags, operationId: 'createMemoryStore', summary: 'Create a memory store', scope: write },
        ...{ body: Body, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      fields.requiredText('name');
      const { name = '', instructions = '' } = partsOf(fields);
      const at = clock.now();
      const made: MemoryStore = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, name, instructions },
        ...{ createdAt: at, updatedAt: at },
      };
      await store.memories.insert(made);
      return { status: 'success', response: show(made) };
    },
  );
  app.get(
    '/memory_stores',
    {
      schema: {
        ...{ tags, operationId: 'listMemoryStores', summary: 'List memory stores', scope: read },
        ...{ querystring: queryOf('page_number', 'page_size'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const all = await store.memories.list(tenant.organizationId, { limit: MOST_STORES });
      const rows = all.slice(offset, offset + limit).map(show);
      return ok({ memory_stores: rows, total: all.length, page_size: limit, page_number: page });
    },
  );
  app.get<Params<'storeId'>>(
    '/memory_stores/:storeId',
    {
      schema: {
        ...{ tags, operationId: 'getMemoryStore', summary: 'Read a memory store', scope: read },
        ...{ params: StorePath, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params }) => ok(show(await storeOf(deps, tenant, params.storeId))),
  );
  // This one answers without an envelope.
  app.patch<Params<'storeId'>>(
    '/memory_stores/:storeId',
    {
      schema: {
        ...{ tags, operationId: 'updateMemoryStore', summary: 'Change a memory store', scope: write },
        ...{ params: StorePath, body: Type.Partial(Body), response: { 200: Item } },
      },
    },
    async ({ tenant, params, body }) => {
      const { id } = await storeOf(deps, tenant, params.storeId);
      const patch = partsOf(new Fields(body));
      const changed = await store.memories.update(tenant.organizationId, id, patch, clock.now());
      if (!changed) throw notFound('memory-store');
      return show(changed);
    },
  );
  app.delete<Params<'storeId'>>(
    '/memory_stores/:storeId',
    {
      schema: {
        ...{ tags, operationId: 'deleteMemoryStore', summary: 'Delete a memory store', scope: write },
        ...{ params: StorePath, response: { 200: Done } },
      },
    },
    async ({ tenant, params }) => {
      const { id } = await storeOf(deps, tenant, params.storeId);
      await store.memories.remove(tenant.organizationId, id);
      return { status: 'success' };
    },
  );
  attachRoutes(app, deps);
  memoryDataRoutes(app, deps);
}

function partsOf(fields: Fields): Partial<Pick<MemoryStore, 'name' | 'instructions'>> {
  const name = fields.text('name');
  const instructions = fields.text('instructions');
  if (name !== null && (name === '' || name.length > 200))
    fields.fail('name', 'Must have 1 to 200 characters.', 'length');
  if (instructions !== null && instructions.length > 4000)
    fields.fail('instructions', 'May have at most 4000 characters.', 'length');
  fields.finish();
  return { ...(name === null ? {} : { name }), ...(instructions === null ? {} : { instructions }) };
}

function show(row: MemoryStore) {
  return {
    ...{ id: row.id, memory_store_id: row.id, name: row.name, instructions: row.instructions },
    created_at: new Date(row.createdAt).toISOString(),
    updated_at: new Date(row.updatedAt).toISOString(),
  };
}
