/** What happens to leads. */
import { sql, type Selectable } from 'kysely';
import type { LeadRepository } from '#domain';
import type { LeadTable } from '../database/schema-due-calls.ts';
import { toLead } from './campaign-rows.ts';
import type { Context } from './context.ts';

type Ends = Pick<LeadRepository, 'called' | 'attempted' | 'ended' | 'change' | 'skip' | 'skipWaiting'>;

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
      const { rows } = await sql<Selectable<LeadTable>>`
        UPDATE leads SET status = ${end.status}, reason = ${reason}, detail = ${detail}, updated_at = ${at}
          ${end.status === 'scheduled' ? sql`, due_at = ${end.dueAt}, retries = retries + 1` : sql``}
        WHERE id = ${id} AND call_id = ${callId} AND status = 'calling' RETURNING *`.execute(db);
      return rows[0] ? toLead(rows[0]) : null;
    },
    async change(id, { name, email, timeZone, variables, notBefore, dueAt }, at) {
      const { rows } = await sql<Selectable<LeadTable>>`
        UPDATE leads SET name = ${name}, email = ${email}, time_zone = ${timeZone},
          variables = ${JSON.stringify(variables)}::json, not_before = ${notBefore}, due_at = ${dueAt}, updated_at = ${at}
        WHERE id = ${id} RETURNING *`.execute(db);
      return toLead(rows[0]!);
    },
    async skip(id, reason, detail, at) {
      await sql`
        UPDATE leads SET status = 'skipped', reason = ${reason}, detail = ${detail}, updated_at = ${at}
        WHERE id = ${id}`.execute(db);
    },
    async skipWaiting(campaignId, detail, at) {
      const { rows } = await sql<Selectable<LeadTable>>`
        UPDATE leads SET status = 'skipped', reason = 'cancelled', detail = ${detail}, updated_at = ${at}
        WHERE campaign_id = ${campaignId} AND status IN ('pending', 'scheduled') RETURNING *`.execute(db);
      return rows.map(toLead);
    },
  };
}
