/** Analyses that are owed. Claims skip what others are claiming at the same moment. */
import { sql } from 'kysely';
import type { AnalysisRepository, DueAnalysis } from '#domain';
import type { Id } from '#kernel';
import type { Context } from './context.ts';

interface Row {
  readonly call_id: Id;
  readonly organization_id: Id;
  readonly run: Id;
  readonly settings: DueAnalysis['settings'];
  readonly tries: number;
}

export function analysisRepository({ db }: Context): AnalysisRepository {
  return {
    async request({ callId, organizationId, run, settings }, dueAt) {
      const kept = settings === null ? null : JSON.stringify(settings);
      await sql`
        INSERT INTO due_analyses (call_id, organization_id, run, settings, tries, due_at)
        VALUES (${callId}, ${organizationId}, ${run}, ${kept}::json, 0, ${dueAt})
        ON CONFLICT (call_id) DO UPDATE
        SET run = excluded.run, settings = excluded.settings, tries = 0, due_at = excluded.due_at, node_id = NULL`.execute(
        db,
      );
    },
    async claimDue(nodeId, now, leaseMs, limit) {
      const { rows } = await sql<Row>`
        UPDATE due_analyses SET node_id = ${nodeId}, due_at = ${now + leaseMs}
        WHERE call_id IN (
          SELECT call_id FROM due_analyses AS due
          WHERE due_at <= ${now} OR (node_id <> ${nodeId}
            AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = due.node_id AND nodes.lease_until > ${now}))
          ORDER BY due_at, call_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING call_id, organization_id, run, settings, tries`.execute(db);
      return rows.map((row) => ({
        callId: row.call_id,
        organizationId: row.organization_id,
        run: row.run,
        settings: row.settings,
        tries: row.tries,
      }));
    },
    async postpone({ callId, run }, dueAt, tries) {
      await sql`
        UPDATE due_analyses SET due_at = ${dueAt}, tries = ${tries}, node_id = NULL
        WHERE call_id = ${callId} AND run = ${run}`.execute(db);
    },
    async finish({ callId, run }) {
      const { numAffectedRows } = await sql`
        DELETE FROM due_analyses WHERE call_id = ${callId} AND run = ${run}`.execute(db);
      return numAffectedRows === 1n;
    },
    async isDue(callId) {
      const { rows } = await sql`SELECT FROM due_analyses WHERE call_id = ${callId}`.execute(db);
      return rows.length > 0;
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM due_analyses ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
  };
}
