/** How calls went: one statement over a range of them. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { CallFigures } from '#domain';
import type { Schema } from '../database/schema.ts';
import { DURATION, localTime } from './usage-sql.ts';

interface FiguresRow {
  calls: number;
  answered: number;
  outcomes: Record<string, number> | null;
  reasons: CallFigures['byEndReason'];
  durations: NonNullable<CallFigures['duration']> | null;
  hours: CallFigures['byHour'];
  days: CallFigures['byDay'];
  agents: CallFigures['byAgent'];
}

/** @param wanted which calls */
export async function figuresOf(
  db: Kysely<Schema>,
  wanted: RawBuilder<boolean>,
  timeZone: string,
): Promise<CallFigures> {
  const { rows } = await sql<FiguresRow>`
    WITH parts AS MATERIALIZED (
      SELECT outcome ->> 'code' AS outcome, outcome #>> '{end_reason,code}' AS reason, answered_at,
        ${DURATION} AS duration, ${localTime(timeZone)} AS local, agent_id, plan ->> 'agentName' AS agent
      FROM calls WHERE ${wanted}
    )
    SELECT count(*) AS calls, count(answered_at) AS answered,
      (SELECT json_object_agg(outcome, n) FROM (SELECT outcome, count(*) n FROM parts GROUP BY 1) o) AS outcomes,
      (SELECT coalesce(json_agg(json_build_object('code', reason, 'calls', n) ORDER BY n DESC, reason), '[]')
       FROM (SELECT reason, count(*) n FROM parts GROUP BY 1) r) AS reasons,
      (SELECT CASE WHEN count(*) = 0 THEN NULL ELSE json_build_object(
          'total', sum(duration), 'mean', round(avg(duration)),
          'p50', round((percentile_cont(0.5) WITHIN GROUP (ORDER BY duration))::numeric),
          'p95', round((percentile_cont(0.95) WITHIN GROUP (ORDER BY duration))::numeric)) END
       FROM parts WHERE answered_at IS NOT NULL) AS durations,
      (SELECT coalesce(json_agg(json_build_object('hour', hour, 'calls', n, 'answered', a) ORDER BY hour), '[]')
       FROM (SELECT extract(hour FROM local)::int AS hour, count(*) n, count(answered_at) a
             FROM parts GROUP BY 1) h) AS hours,
      (SELECT coalesce(json_agg(json_build_object('day', day, 'calls', n, 'answered', a) ORDER BY day), '[]')
       FROM (SELECT to_char(local, 'YYYY-MM-DD') AS day, count(*) n, count(answered_at) a
             FROM parts GROUP BY 1) d) AS days,
      (SELECT coalesce(json_agg(json_build_object('agentId', agent_id, 'name', name, 'calls', n, 'answered', a,
                                                  'durationMs', total) ORDER BY n DESC, agent_id), '[]')
       FROM (SELECT agent_id, max(agent) AS name, count(*) n, count(answered_at) a, sum(duration) AS total
             FROM parts GROUP BY 1) g) AS agents
    FROM parts`.execute(db);
  const { calls, answered, outcomes, reasons, durations, hours, days, agents } = rows[0]!;
  return {
    ...{ calls, answered, byOutcome: outcomes ?? {}, byEndReason: reasons, duration: durations },
    ...{ byHour: hours, byDay: days, byAgent: agents },
  };
}
