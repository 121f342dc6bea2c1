/** Words of ended calls, and the end of a call's record. */
import { sql, type Kysely } from 'kysely';
import type { CallRepository } from '#domain';
import type { Id } from '#kernel';
import type { Schema } from '../../database/schema.ts';

/** A tsvector holds at most 1 MB; what is said beyond this is not found. */
const MOST_CHARACTERS = 200_000;

export function callKeeping(db: Kysely<Schema>): Pick<CallRepository, 'index' | 'remove'> {
  return {
    async index(id, organizationId, said, learnt) {
      await sql`
        INSERT INTO call_words (call_id, organization_id, said, learnt)
        VALUES (${id}, ${organizationId}, to_tsvector('simple', ${plain(said)}), to_tsvector('simple', ${plain(learnt)}))
        ON CONFLICT (call_id) DO UPDATE SET said = excluded.said, learnt = excluded.learnt`.execute(db);
    },
    async remove(organizationId, id) {
      const { rows } = await sql<{ id: Id }>`
        WITH gone AS (
          DELETE FROM calls WHERE id = ${id} AND organization_id = ${organizationId} AND status = 'ended' RETURNING id
        ), events AS (DELETE FROM call_events WHERE call_id IN (SELECT id FROM gone)),
           attempts AS (DELETE FROM attempts WHERE call_id IN (SELECT id FROM gone)),
           words AS (DELETE FROM call_words WHERE call_id IN (SELECT id FROM gone)),
           notes AS (DELETE FROM call_notes WHERE call_id IN (SELECT id FROM gone)),
           marks AS (DELETE FROM call_marks WHERE call_id IN (SELECT id FROM gone)),
           uploads AS (DELETE FROM due_uploads WHERE call_id IN (SELECT id FROM gone)),
           analyses AS (DELETE FROM due_analyses WHERE call_id IN (SELECT id FROM gone)),
           sent AS (DELETE FROM webhook_deliveries WHERE call_id IN (SELECT id FROM gone)),
           told AS (DELETE FROM webhook_events WHERE call_id IN (SELECT id FROM gone)),
           suppressed AS (UPDATE suppressions SET call_id = NULL WHERE call_id IN (SELECT id FROM gone)),
           hooks AS (DELETE FROM webhook_endpoints WHERE call_id IN (SELECT id FROM gone))
        SELECT id FROM gone`.execute(db);
      return rows.length === 1;
    },
  };
}

/** Without what no text of PostgreSQL may hold. */
function plain(text: string): string {
  return text.slice(0, MOST_CHARACTERS).replaceAll('\0', ' ').toWellFormed();
}
