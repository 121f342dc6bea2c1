/** What quotas count. */
import { sql } from 'kysely';
import { dayOf, type QuotaRepository } from '#domain';
import type { Context } from './context.ts';

export function quotaRepository({ db }: Context): QuotaRepository {
  return {
    async standing(organizationId, now) {
      const { rows } = await sql<{
        agents: number;
        numbers: number;
        calls_today: number;
        live_calls: number;
      }>`
        SELECT (SELECT count(*) FROM agents WHERE organization_id = ${organizationId}) AS agents,
               (SELECT count(*) FROM numbers WHERE organization_id = ${organizationId}) AS numbers,
               (SELECT count(*) FROM live_calls WHERE organization_id = ${organizationId}) AS live_calls,
               coalesce((SELECT calls FROM call_days
                         WHERE organization_id = ${organizationId} AND day = ${dayOf(now)}::date), 0) AS calls_today`.execute(
        db,
      );
      const { agents, numbers, calls_today, live_calls } = rows[0]!;
      return { agents, numbers, callsToday: calls_today, liveCalls: live_calls };
    },
    async count(organizationId, noun) {
      // Two that come at once see each other; released with the transaction.
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`quota ${noun} ${organizationId}`}, 0))`.execute(
        db,
      );
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) AS count FROM ${sql.table(noun)} WHERE organization_id = ${organizationId}`.execute(
        db,
      );
      return rows[0]!.count;
    },
    async countCall(organizationId, day) {
      const { rows } = await sql<{ calls: number }>`
        INSERT INTO call_days (organization_id, day, calls) VALUES (${organizationId}, ${day}::date, 1)
        ON CONFLICT (organization_id, day) DO UPDATE SET calls = call_days.calls + 1
        RETURNING calls`.execute(db);
      return rows[0]!.calls;
    },
  };
}
