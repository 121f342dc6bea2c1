/** A memory store for an agent to use, and for a contact to be remembered in. */
import type { AgentConfig, Tenant } from '#domain';
import { invalidRequest, notFound, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { changeAgent, withId } from '../shapes/change-agent.ts';
import { Done, queryText, Text } from '../shapes/envelope.ts';
import { idIn, type Params } from '../shapes/ids.ts';
import { StorePath, storeOf } from './store-path.ts';

const Body = Type.Object({
  model_id: Type.Optional(Type.String({ description: 'An agent.' })),
  contact_id: Type.Optional(Text),
});
const MOST_STORES = 5;

export function attachRoutes(app: FastifyInstance, deps: DialectDeps): void {
  for (const [verb, attach] of [['attach', true] as const, ['detach', false] as const])
    app.post<Params<'storeId'>>(
      `/memory_stores/:storeId/${verb}`,
      {
        schema: {
          tags: ['memory stores'],
          operationId: `${verb}MemoryStore`,
          summary: attach ? 'Give it to an agent or a contact' : 'Take it from an agent or a contact',
          scope: 'knowledge:write',
          ...{ params: StorePath, body: Body, response: { 200: Done } },
        },
      },
      async ({ tenant, params, body, query }) => {
        const { id } = await storeOf(deps, tenant, params.storeId);
        const fields = new Fields(body ?? {});
        const model = fields.text('model_id') ?? queryText(query, 'model_id') ?? null;
        const contact = fields.text('contact_id') ?? queryText(query, 'contact_id') ?? null;
        if ((model === null) === (contact === null))
          fields.fail('model_id', 'Give either model_id or contact_id.', 'one-of-two');
        fields.finish();
        if (model !== null) await ofAgent(deps, tenant, id, model, attach);
        if (contact !== null) await ofContact(deps, tenant, id, contact, attach);
        return { status: 'success' };
      },
    );
}

async function ofAgent(
  deps: DialectDeps,
  tenant: Tenant,
  id: Id,
  model: string,
  attach: boolean,
): Promise<void> {
  const agentId = await idIn(deps, tenant, 'agent', model, 'model_id');
  await changeAgent(deps, tenant, agentId, ({ memory, ...config }): AgentConfig => {
    const before = memory?.stores ?? [];
    const stores = attach ? withId(before, id) : before.filter((one) => one !== id);
    if (stores.length > MOST_STORES)
      throw invalidRequest([
        { param: 'model_id', rule: 'most', message: `An agent uses at most ${MOST_STORES} memory stores.` },
      ]);
    return stores.length === 0 ? config : { ...config, memory: { write: memory?.write ?? true, stores } };
  });
}

async function ofContact(
  { store, clock, ...deps }: DialectDeps,
  tenant: Tenant,
  storeId: Id,
  contact: string,
  attach: boolean,
): Promise<void> {
  const contactId = await idIn({ store, ...deps }, tenant, 'contact', contact, 'contact_id');
  if (!attach) {
    if (!(await store.memories.forget(tenant.organizationId, storeId, contactId))) throw notFound('memory');
    return;
  }
  const given = { storeId, contactId, callId: null, updatedAt: clock.now() };
  if (!(await store.memories.keep(tenant.organizationId, given))) throw notFound('contact', 'contact_id');
}
