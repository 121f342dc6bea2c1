/** Numbers to call from and to be called at. */
import { sql, type ExpressionBuilder, type Selectable } from 'kysely';
import type { InboundHook, NumberQuery, NumberRepository, PhoneNumber } from '#domain';
import { AppError, type Id } from '#kernel';
import type { Cipher } from '../cipher.ts';
import { violatedConstraint } from '../database/faults.ts';
import type { NumberTable, Schema } from '../database/schema.ts';
import { containing } from './containing.ts';
import type { Context } from './context.ts';
import { paged } from './paging.ts';

export function numberRepository({ db, cipher }: Context): NumberRepository {
  const read = (row: Selectable<NumberTable>) => toNumber(row, cipher);
  const sealed = (hook: PhoneNumber['inboundHook']) => (hook ? cipher.seal(JSON.stringify(hook)) : null);
  return {
    async insert(number) {
      await db
        .insertInto('numbers')
        .values({
          id: number.id,
          organization_id: number.organizationId,
          e164: number.e164,
          trunk_id: number.trunkId,
          agent_id: number.agentId,
          name: number.name,
          active: number.active,
          reserved_for_agents: [...number.reservedForAgents],
          owner_organization_id: number.ownerOrganizationId,
          routes: number.routes === null ? null : JSON.stringify(number.routes),
          inbound_hook_sealed: sealed(number.inboundHook),
          last_used_at: number.lastUsedAt,
          created_at: number.createdAt,
          updated_at: number.updatedAt,
        })
        .execute()
        .catch(refuseTaken);
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('numbers')
        .selectAll()
        .where(usedOrLentBy(organizationId))
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? read(row) : null;
    },
    async findByE164(organizationId, e164) {
      const row = await db
        .selectFrom('numbers')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('e164', '=', e164)
        .executeTakeFirst();
      return row ? read(row) : null;
    },
    async findAnywhere(e164) {
      // Two organizations may both have entered it: one that answers comes first, then who had it first.
      const row = await db
        .selectFrom('numbers')
        .selectAll()
        .where('e164', '=', e164)
        .orderBy('active', 'desc')
        .orderBy((eb) => eb('agent_id', 'is', null))
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row ? read(row) : null;
    },
    async list(organizationId, { limit, before, offset, ...query }) {
      const all = db.selectFrom('numbers').selectAll().where(wanted(organizationId, query));
      const page = { limit, ...(before && { before }), ...(offset && { offset }) };
      return (await paged<'numbers', Selectable<NumberTable>>(all, page).execute()).map(read);
    },
    async count(organizationId, query) {
      const { total } = await db
        .selectFrom('numbers')
        .select(sql<number>`count(*)`.as('total'))
        .where(wanted(organizationId, query))
        .executeTakeFirstOrThrow();
      return total;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('numbers')
        .where(usedOrLentBy(organizationId))
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async unbindAgent(organizationId, agentId, at) {
      const { numAffectedRows } = await sql`
        UPDATE numbers SET agent_id = nullif(agent_id, ${agentId}),
          reserved_for_agents = array_remove(reserved_for_agents, ${agentId}::uuid), updated_at = ${at}
        WHERE organization_id = ${organizationId}
          AND (agent_id = ${agentId} OR ${agentId}::uuid = ANY (reserved_for_agents))`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
    async update(organizationId, id, patch) {
      const row = await db
        .updateTable('numbers')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.e164 === undefined ? {} : { e164: patch.e164 }),
          ...(patch.trunkId === undefined ? {} : { trunk_id: patch.trunkId }),
          ...(patch.agentId === undefined ? {} : { agent_id: patch.agentId }),
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.active === undefined ? {} : { active: patch.active }),
          ...(patch.organizationId === undefined ? {} : { organization_id: patch.organizationId }),
          ...(patch.ownerOrganizationId === undefined
            ? {}
            : { owner_organization_id: patch.ownerOrganizationId }),
          ...(patch.reservedForAgents === undefined
            ? {}
            : { reserved_for_agents: [...patch.reservedForAgents] }),
          ...(patch.routes === undefined
            ? {}
            : { routes: patch.routes === null ? null : JSON.stringify(patch.routes) }),
          ...(patch.inboundHook === undefined ? {} : { inbound_hook_sealed: sealed(patch.inboundHook) }),
          ...(patch.lastUsedAt === undefined ? {} : { last_used_at: patch.lastUsedAt }),
          ...(patch.updatedAt === undefined ? {} : { updated_at: patch.updatedAt }),
        })
        .where(usedOrLentBy(organizationId))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
        .catch(refuseTaken);
      return row ? read(row) : null;
    },
  };
}

type Asked = ExpressionBuilder<Schema, 'numbers'>;

/** Its own, those lent to it, and those that it lent. */
function usedOrLentBy(organizationId: Id) {
  return (eb: Asked) =>
    eb.or([eb('organization_id', '=', organizationId), eb('owner_organization_id', '=', organizationId)]);
}

function wanted(organizationId: Id, query: Omit<NumberQuery, 'limit' | 'before' | 'offset'>) {
  const { agentId, trunkId, active, unbound, search } = query;
  return (eb: Asked) =>
    eb.and([
      usedOrLentBy(organizationId)(eb),
      ...(agentId === undefined ? [] : [eb('agent_id', '=', agentId)]),
      ...(trunkId === undefined ? [] : [eb('trunk_id', '=', trunkId)]),
      ...(active === undefined ? [] : [eb('active', '=', active)]),
      ...(unbound === undefined ? [] : [eb('agent_id', unbound ? 'is' : 'is not', null)]),
      ...(search === undefined
        ? []
        : [eb.or([eb('e164', 'ilike', containing(search)), eb('name', 'ilike', containing(search))])]),
    ]);
}

function refuseTaken(thrown: unknown): never {
  if (violatedConstraint(thrown) !== 'numbers_once') throw thrown;
  throw new AppError({
    code: 'number-taken',
    status: 409,
    param: 'e164',
    message: 'Your organization already has this number. Update the existing one instead.',
    cause: thrown,
  });
}

/** A row as the record. @param cipher absent: without its hook, which dialling does not need */
export function toNumber(row: Selectable<NumberTable>, cipher?: Cipher): PhoneNumber {
  return {
    id: row.id,
    organizationId: row.organization_id,
    e164: row.e164,
    trunkId: row.trunk_id,
    agentId: row.agent_id,
    name: row.name,
    active: row.active,
    reservedForAgents: row.reserved_for_agents,
    ownerOrganizationId: row.owner_organization_id,
    routes: row.routes ?? null,
    ...(row.inbound_hook_sealed === null || !cipher
      ? {}
      : { inboundHook: JSON.parse(cipher.open(row.inbound_hook_sealed)) as InboundHook }),
    lastUsedAt: row.last_used_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
