/** What happens to leads. */
import { sql } from 'kysely';
import type { LeadRepository } from '#domain';
import type { Context } from './context.ts';

type Ends = Pick<LeadRepository, 'called' | 'attempted' | 'ended' | 'skip' | 'skipWaiting'>;

export function leadEnds({ db }: Context): Ends {
  return {
    async called(id, { id: callId, retries, since, at }) {
      await sql`
        UPDATE leads SET status = 'calling', call_id = ${callId}, retries = ${retries}, since = ${since},
          last_call_at = ${at}, updated_at = ${at}
        WHERE id = ${id}`.execute(db);
    },
    async attempted(id, at) {
      await sql`
        UPDATE leads SET attempts = attempts + 1, last_attempt_at = ${at}, updated_at = ${at}
        WHERE id = ${id}`.execute(db);
    },
    async ended(id, callId, end, at) {
      const [reason, detail] = end.status === 'skipped' ? [end.reason, end.detail] : [null, null];
      const { numAffectedRows } = await sql`
        UPDATE leads SET status = ${end.status}, reason = ${reason}, detail = ${detail}, updated_at = ${at}
          ${end.status === 'scheduled' ? sql`, due_at = ${end.dueAt}, retries = retries + 1` : sql``}
        WHERE id = ${id} AND call_id = ${callId} AND status = 'calling'`.execute(db);
      return numAffectedRows === 1n;
    },
    async skip(id, reason, detail, at) {
      await sql`
        UPDATE leads SET status = 'skipped', reason = ${reason}, detail = ${detail}, updated_at = ${at}
        WHERE id = ${id}`.execute(db);
    },
    async skipWaiting(campaignId, detail, at) {
      const { numAffectedRows } = await sql`
        UPDATE leads SET status = 'skipped', reason = 'cancelled', detail = ${detail}, updated_at = ${at}
        WHERE campaign_id = ${campaignId} AND status IN ('pending', 'scheduled')`.execute(db);
      return Number(numAffectedRows ?? 0n);
    },
  };
}
