/** `memory_data`: what a store holds of one contact. */
import type { Memory } from '#domain';
import { notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, Done, ok, Text, wrapped } from '../shapes/envelope.ts';
import { idOf, type Params } from '../shapes/ids.ts';
import { storeOf } from './store-path.ts';

const Path = Type.Object({
  storeId: Type.String({ examples: [sampleUuid('memory-store')] }),
  contactId: Type.String({ examples: [sampleUuid('contact')] }),
});
const Data = Type.Record(Type.String(), Type.Unknown());
const Item = closed({ contact_id: Text, memory_data: Data, facts: Type.Array(Text), updated_at: Text });
const Body = Type.Object({ memory_data: Data }, { examples: [{ memory_data: { size: 'XL' } }] });
const LONGEST = 20_000;
const url = '/memory_stores/:storeId/contacts/:contactId/memory_data';
const tags = ['memory stores'];

export function memoryDataRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock } = deps;
  app.get<Params<'storeId' | 'contactId'>>(
    url,
    {
      schema: {
        ...{ tags, operationId: 'getMemoryData', summary: 'Read what is remembered', scope: 'contacts:read' },
        ...{ params: Path, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params }) => {
      const { id } = await storeOf(deps, tenant, params.storeId);
      const contact = await idOf(deps, tenant, 'contact', params.contactId);
      const found = await store.memories.recall(tenant.organizationId, id, contact);
      if (!found) throw notFound('memory');
      return ok(show(found));
    },
  );
  app.put<Params<'storeId' | 'contactId'>>(
    url,
    {
      schema: {
        ...{
          tags,
          operationId: 'putMemoryData',
          summary: 'Write what is remembered',
          scope: 'contacts:write',
        },
        ...{ params: Path, body: Body, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params, body }) => {
      const { id: storeId } = await storeOf(deps, tenant, params.storeId);
      const contactId = await idOf(deps, tenant, 'contact', params.contactId);
      const fields = new Fields(body);
      const data = fields.object('memory_data');
      if (data === null && fields.faults.length === 0) fields.fail('memory_data', 'Is required.', 'required');
      if (data && JSON.stringify(data).length > LONGEST)
        fields.fail('memory_data', `May hold at most ${LONGEST} characters as JSON.`, 'length');
      fields.finish();
      const given = { storeId, contactId, callId: null, updatedAt: clock.now(), data: data ?? {} };
      const kept = await store.memories.keep(tenant.organizationId, given);
      if (!kept) throw notFound('contact');
      return ok(show(kept));
    },
  );
  app.delete<Params<'storeId' | 'contactId'>>(
    url,
    {
      schema: {
        ...{ tags, operationId: 'deleteMemoryData', summary: 'Forget it', scope: 'contacts:write' },
        ...{ params: Path, response: { 200: Done } },
      },
    },
    async ({ tenant, params }) => {
      const { id } = await storeOf(deps, tenant, params.storeId);
      const contact = await idOf(deps, tenant, 'contact', params.contactId);
      if (!(await store.memories.forget(tenant.organizationId, id, contact))) throw notFound('memory');
      return { status: 'success' };
    },
  );
}

function show(memory: Memory) {
  return {
    ...{ contact_id: memory.contactId, memory_data: memory.data, facts: memory.facts },
    updated_at: new Date(memory.updatedAt).toISOString(),
  };
}
