/** Batches of calls. */
import { sql, type Selectable } from 'kysely';
import type { Batch, BatchRepository, CallStatus } from '#domain';
import type { Id } from '#kernel';
import type { BatchTable } from '../database/schema-due-calls.ts';
import type { Context } from './context.ts';
import { paged } from './paging.ts';

export function batchRepository({ db }: Context): BatchRepository {
  return {
    async insert(batch) {
      await db
        .insertInto('batches')
        .values({
          id: batch.id,
          organization_id: batch.organizationId,
          name: batch.name,
          mode: batch.mode,
          items: JSON.stringify(batch.items),
          cancelled_at: batch.cancelledAt,
          created_at: batch.createdAt,
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('batches')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toBatch(row) : null;
    },
    async list(organizationId, page) {
      const all = db.selectFrom('batches').selectAll().where('organization_id', '=', organizationId);
      const rows = await paged<'batches', Selectable<BatchTable>>(all, page).execute();
      return rows.map(toBatch);
    },
    async cancelled(organizationId, id, at) {
      const row = await db
        .updateTable('batches')
        .set({ cancelled_at: sql`coalesce(cancelled_at, ${at})` })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toBatch(row) : null;
    },
    async counts(id) {
      const { rows } = await sql<{ status: CallStatus; outcome: string | null; count: number }>`
        SELECT status, outcome ->> 'code' AS outcome, count(*) AS count FROM calls
        WHERE batch_id = ${id} AND parent_call_id IS NULL GROUP BY 1, 2`.execute(db);
      return rows;
    },
    async waitingCalls(id) {
      const { rows } = await sql<{ id: Id }>`
        SELECT id FROM calls WHERE batch_id = ${id} AND status IN ('queued', 'scheduled') ORDER BY id`.execute(
        db,
      );
      return rows.map((row) => row.id);
    },
  };
}

function toBatch(row: Selectable<BatchTable>): Batch {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    mode: row.mode,
    items: row.items,
    cancelledAt: row.cancelled_at,
    createdAt: row.created_at,
  };
}
