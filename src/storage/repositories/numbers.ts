/** Numbers to call from and to be called at. */
import type { Selectable } from 'kysely';
import type { NumberRepository, PhoneNumber } from '#domain';
import { AppError } from '#kernel';
import { violatedConstraint } from '../database/faults.ts';
import type { NumberTable } from '../database/schema.ts';
import type { Context } from './context.ts';
import { paged } from './paging.ts';

export function numberRepository({ db }: Context): NumberRepository {
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
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toNumber(row) : null;
    },
    async findByE164(organizationId, e164) {
      const row = await db
        .selectFrom('numbers')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('e164', '=', e164)
        .executeTakeFirst();
      return row ? toNumber(row) : null;
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
      return row ? toNumber(row) : null;
    },
    async list(organizationId, page) {
      const all = db.selectFrom('numbers').selectAll().where('organization_id', '=', organizationId);
      return (await paged<'numbers', Selectable<NumberTable>>(all, page).execute()).map(toNumber);
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
          ...(patch.lastUsedAt === undefined ? {} : { last_used_at: patch.lastUsedAt }),
          ...(patch.updatedAt === undefined ? {} : { updated_at: patch.updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
        .catch(refuseTaken);
      return row ? toNumber(row) : null;
    },
  };
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

/** A row as the record. */
export function toNumber(row: Selectable<NumberTable>): PhoneNumber {
  return {
    id: row.id,
    organizationId: row.organization_id,
    e164: row.e164,
    trunkId: row.trunk_id,
    agentId: row.agent_id,
    name: row.name,
    active: row.active,
    lastUsedAt: row.last_used_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
