/** Recordings that a bucket shall hold. */
import { sql } from 'kysely';
import type { DueUpload, UploadRepository } from '#domain';
import type { Context } from './context.ts';

export function uploadRepository({ db }: Context): UploadRepository {
  return {
    async owe({ callId, organizationId, tries }, dueAt) {
      await db
        .insertInto('due_uploads')
        .values({ call_id: callId, organization_id: organizationId, tries, due_at: dueAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async claimDue(now, leaseMs, limit) {
      const { rows } = await sql<DueUpload>`
        UPDATE due_uploads SET due_at = ${now + leaseMs}, tries = tries + 1
        WHERE call_id IN (
          SELECT call_id FROM due_uploads WHERE due_at <= ${now} ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING call_id AS "callId", organization_id AS "organizationId", tries`.execute(db);
      return rows;
    },
    async postpone(callId, dueAt) {
      await db.updateTable('due_uploads').set({ due_at: dueAt }).where('call_id', '=', callId).execute();
    },
    async finish(callId) {
      await db.deleteFrom('due_uploads').where('call_id', '=', callId).execute();
    },
    async nextDueAt() {
      const row = await db
        .selectFrom('due_uploads')
        .select('due_at')
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at ?? null;
    },
  };
}
