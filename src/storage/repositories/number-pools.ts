/** Number pools with their members. */
import { sql } from 'kysely';
import type { NumberPool, NumberPoolRepository, PoolMember } from '#domain';
import type { Id, Millis } from '#kernel';
import { inTransaction, type Context } from './context.ts';

interface PoolRow {
  id: Id;
  organization_id: Id;
  name: string;
  rule: NumberPool['rule'];
  members: PoolMember[];
  created_at: Millis;
  updated_at: Millis;
}

const COLUMNS = sql.raw(`
  p.*, coalesce((SELECT json_agg(json_build_object('numberId', m.number_id, 'weight', m.weight) ORDER BY m.position)
                 FROM number_pool_members m WHERE m.pool_id = p.id), '[]') AS members`);

export function numberPoolRepository(context: Context): NumberPoolRepository {
  return {
    insert: (pool) =>
      inTransaction(context, async (db) => {
        await db
          .insertInto('number_pools')
          .values({
            id: pool.id,
            organization_id: pool.organizationId,
            name: pool.name,
            rule: pool.rule,
            created_at: pool.createdAt,
            updated_at: pool.updatedAt,
          })
          .execute();
        await putMembers(db, pool.id, pool.members);
      }),
    async get(organizationId, id) {
      const { rows } = await sql<PoolRow>`
        SELECT ${COLUMNS} FROM number_pools p
        WHERE p.organization_id = ${organizationId} AND p.id = ${id}`.execute(context.db);
      return rows[0] ? toPool(rows[0]) : null;
    },
    async list(organizationId, { limit, before, offset = 0, numberId }) {
      const wanted = sql`p.organization_id = ${organizationId}
        ${numberId === undefined ? sql`` : sql`AND EXISTS (SELECT FROM number_pool_members m WHERE m.pool_id = p.id AND m.number_id = ${numberId})`}`;
      const [{ rows }, counted] = await Promise.all([
        sql<PoolRow>`
          SELECT ${COLUMNS} FROM number_pools p
          WHERE ${wanted} ${before === undefined ? sql`` : sql`AND p.id < ${before}`}
          ORDER BY p.id DESC LIMIT ${limit} OFFSET ${offset}`.execute(context.db),
        sql<{ total: number }>`SELECT count(*) AS total FROM number_pools p WHERE ${wanted}`.execute(
          context.db,
        ),
      ]);
      return { rows: rows.map(toPool), total: counted.rows[0]!.total };
    },
    update: (organizationId, id, { name, rule, members, updatedAt }) =>
      inTransaction(context, async (db) => {
        const changed = await db
          .updateTable('number_pools')
          .set({
            // An update must set something; this changes nothing.
            id,
            ...(name === undefined ? {} : { name }),
            ...(rule === undefined ? {} : { rule }),
            ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
          })
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst();
        if (!changed) return null;
        if (members !== undefined) {
          await db.deleteFrom('number_pool_members').where('pool_id', '=', id).execute();
          await putMembers(db, id, members);
        }
        const { rows } = await sql<PoolRow>`
          SELECT ${COLUMNS} FROM number_pools p WHERE p.id = ${id}`.execute(db);
        return toPool(rows[0]!);
      }),
    async remove(organizationId, id) {
      const { numDeletedRows } = await context.db
        .deleteFrom('number_pools')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

async function putMembers(db: Context['db'], poolId: Id, members: readonly PoolMember[]): Promise<void> {
  if (members.length === 0) return;
  await db
    .insertInto('number_pool_members')
    .values(
      members.map(({ numberId, weight }, position) => ({
        ...{ pool_id: poolId, number_id: numberId, weight, position },
      })),
    )
    .execute();
}

function toPool(row: PoolRow): NumberPool {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    rule: row.rule,
    members: row.members,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
