/** Erasures asked for. */
import { sql, type Selectable } from 'kysely';
import type { Erasure, ErasureRepository } from '#domain';
import type { ErasureTable } from '../database/schema-reading.ts';
import type { Context } from './context.ts';

export function erasureRepository({ db }: Context): ErasureRepository {
  return {
    async request(erasure) {
      const { rows } = await sql<Selectable<ErasureTable>>`
        INSERT INTO erasures (id, organization_id, phone, pseudonym, state, calls, requested_at, due_at)
        VALUES (${erasure.id}, ${erasure.organizationId}, ${erasure.phone}, ${erasure.pseudonym}, ${erasure.state},
                ${erasure.calls}, ${erasure.requestedAt}, ${erasure.requestedAt})
        ON CONFLICT (organization_id, phone) WHERE state <> 'done' DO UPDATE SET phone = excluded.phone
        RETURNING *`.execute(db);
      return toErasure(rows[0]!);
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('erasures')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toErasure(row) : null;
    },
    async list(organizationId, { limit, before }) {
      const rows = await db
        .selectFrom('erasures')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(before !== undefined, (older) => older.where('id', '<', before!))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toErasure);
    },
    async claimDue(now, leaseMs, limit) {
      const { rows } = await sql<Selectable<ErasureTable>>`
        UPDATE erasures SET due_at = ${now + leaseMs}, state = 'running'
        WHERE id IN (
          SELECT id FROM erasures WHERE due_at <= ${now} ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING *`.execute(db);
      return rows.map(toErasure);
    },
    async nextDueAt() {
      const row = await db
        .selectFrom('erasures')
        .select('due_at')
        .where('due_at', 'is not', null)
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at ?? null;
    },
    async update(id, { finishedAt, ...patch }, dueAt) {
      await db
        .updateTable('erasures')
        .set({ ...patch, ...(finishedAt === undefined ? {} : { finished_at: finishedAt }), due_at: dueAt })
        .where('id', '=', id)
        .execute();
    },
  };
}

function toErasure(row: Selectable<ErasureTable>): Erasure {
  return {
    id: row.id,
    organizationId: row.organization_id,
    phone: row.phone,
    pseudonym: row.pseudonym,
    state: row.state,
    calls: row.calls,
    detail: row.detail,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
  };
}
