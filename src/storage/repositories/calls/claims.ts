/** Which node holds a call. Claims skip what others are claiming at the same moment. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Call, CallRepository, OpenCounts } from '#domain';
import type { Id } from '#kernel';
import type { CallTable, Schema } from '../../database/schema.ts';
import { toCall } from './rows.ts';

type Claims = Pick<
  CallRepository,
  'claimDue' | 'release' | 'wakeDeferred' | 'nextDueAt' | 'countOpen' | 'claimOrphans' | 'heldBy' | 'holder'
>;

type OpenStatus = keyof OpenCounts['byStatus'];
const NONE_OPEN: OpenCounts['byStatus'] = { queued: 0, scheduled: 0, dialing: 0, ringing: 0, in_progress: 0 };

export function callClaims(db: Kysely<Schema>): Claims {
  return {
    async claimDue(nodeId, now, limit) {
      const { rows } = await sql<Selectable<CallTable>>`
        UPDATE calls SET node_id = ${nodeId}
        WHERE id IN (
          SELECT id FROM calls
          WHERE node_id IS NULL AND status IN ('queued', 'scheduled') AND due_at <= ${now}
          ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING *`.execute(db);
      return rows.toSorted((a, b) => a.due_at - b.due_at || (a.id < b.id ? -1 : 1)).map(toCall);
    },
    async release(id, nodeId, dueAt) {
      await db
        .updateTable('calls')
        .set({ node_id: null, due_at: dueAt })
        .where('id', '=', id)
        .where('node_id', '=', nodeId)
        // One that is dialled by now stays with who dials it.
        .where('status', 'in', ['queued', 'scheduled'])
        .execute();
    },
    async wakeDeferred(organizationId, now, limit) {
      await sql`
        UPDATE calls SET due_at = ${now}
        WHERE id IN (
          SELECT id FROM calls
          WHERE organization_id = ${organizationId} AND node_id IS NULL AND status = 'queued' AND due_at > ${now}
            AND (not_before IS NULL OR not_before <= ${now})
          ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )`.execute(db);
    },
    async nextDueAt() {
      const row = await db
        .selectFrom('calls')
        .select('due_at')
        .where('node_id', 'is', null)
        .where('status', 'in', ['queued', 'scheduled'])
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at ?? null;
    },
    async countOpen(now) {
      // Written as the two partial indexes are, so that calls that have ended cost nothing.
      const { rows } = await sql<{ status: OpenStatus; count: number; due: number }>`
        SELECT status, count(*) AS count, count(*) FILTER (WHERE waits AND due_at <= ${now}) AS due FROM (
          SELECT status, due_at, true AS waits FROM calls WHERE node_id IS NULL AND status IN ('queued', 'scheduled')
          UNION ALL
          SELECT status, due_at, false AS waits FROM calls WHERE node_id IS NOT NULL AND status <> 'ended'
        ) AS open GROUP BY status`.execute(db);
      return {
        byStatus: { ...NONE_OPEN, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) },
        due: rows.reduce((sum, { due }) => sum + due, 0),
      };
    },
    async holder(id) {
      const { rows } = await sql<{ nodeId: Id; sipAddress: string }>`
        SELECT nodes.id AS "nodeId", nodes.sip_address AS "sipAddress"
        FROM calls JOIN nodes ON nodes.id = calls.node_id WHERE calls.id = ${id}`.execute(db);
      return rows[0] ?? null;
    },
    async heldBy(nodeId) {
      const rows = await db
        .selectFrom('calls')
        .selectAll()
        .where('node_id', '=', nodeId)
        .where('status', '<>', 'ended')
        .orderBy('id')
        .execute();
      return rows.map(toCall);
    },
    async claimOrphans(nodeId, now): Promise<readonly Call[]> {
      const { rows } = await sql<Selectable<CallTable>>`
        UPDATE calls SET node_id = ${nodeId}
        WHERE id IN (
          SELECT id FROM calls
          WHERE node_id IS NOT NULL AND status <> 'ended' AND node_id <> ${nodeId}
            AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = calls.node_id AND nodes.lease_until > ${now})
          FOR UPDATE SKIP LOCKED
        )
        RETURNING *`.execute(db);
      return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(toCall);
    },
  };
}
