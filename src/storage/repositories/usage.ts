/** Usage and figures of ended calls. The id holds the time of birth, so that one index gives any range, newest first. */
import { sql, type RawBuilder } from 'kysely';
import type { CallUsage, UsagePeriod, UsageQuery, UsageRepository, UsageSum } from '#domain';
import { idAt, type Id, type Millis } from '#kernel';
import type { Context } from './context.ts';
import { figuresOf } from './usage-figures.ts';
import { DURATION, localTime } from './usage-sql.ts';

interface UsageRow extends Omit<CallUsage, 'outcome' | 'cost'> {
  readonly outcome: { readonly code: CallUsage['outcome'] };
  readonly cost: CallUsage['cost'];
}

export function usageRepository({ db }: Context): UsageRepository {
  return {
    async calls(organizationId, { limit, before, offset = 0, ...query }) {
      const wanted = endedCalls(organizationId, query);
      const [{ rows }, counted] = await Promise.all([
        sql<UsageRow>`
          SELECT id AS "callId", direction, agent_id AS "agentId", plan ->> 'agentName' AS "agentName",
            number_id AS "numberId", to_address AS "to", from_address AS "from", outcome,
            created_at AS "createdAt", answered_at AS "answeredAt", ended_at AS "endedAt",
            ${DURATION} AS "durationMs", cost
          FROM calls WHERE ${wanted} ${before === undefined ? sql`` : sql`AND id < ${before}`}
          ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db),
        sql<{ total: number }>`SELECT count(*) AS total FROM calls WHERE ${wanted}`.execute(db),
      ]);
      return {
        rows: rows.map((row) => ({ ...row, outcome: row.outcome.code })),
        total: counted.rows[0]!.total,
      };
    },
    async sums(organizationId, query, by, timeZone) {
      const { rows } = await sql<UsageSum>`
        WITH parts AS (
          SELECT ${keyOf(by, timeZone)} AS key, ${nameOf(by)} AS name, answered_at, ${DURATION} AS duration,
            cost ->> 'currency' AS currency, (cost ->> 'total')::numeric AS total,
            coalesce((cost ->> 'complete')::boolean, false) AS complete
          FROM calls WHERE ${endedCalls(organizationId, query)}
        ), money AS (
          SELECT key, json_agg(json_build_object('currency', currency, 'total', total, 'complete', complete)
                               ORDER BY currency) AS cost
          FROM (SELECT key, currency, sum(total) AS total, bool_and(complete) AS complete
                FROM parts WHERE currency IS NOT NULL GROUP BY key, currency) summed
          GROUP BY key
        )
        SELECT sums.*, coalesce(money.cost, '[]') AS cost
        FROM (SELECT key, max(name) AS name, count(*) AS calls, count(answered_at) AS answered,
                coalesce(sum(duration), 0)::bigint AS "durationMs"
              FROM parts GROUP BY key) sums
        LEFT JOIN money ON money.key IS NOT DISTINCT FROM sums.key
        ORDER BY ${isPeriod(by) ? sql`sums.key` : sql`sums.calls DESC, sums.key`}`.execute(db);
      return rows;
    },
    figures: (organizationId, query, timeZone) => figuresOf(db, endedCalls(organizationId, query), timeZone),
  };
}

function firstIdAt(at: Millis): Id {
  return idAt(Math.max(0, at));
}

function endedCalls(
  organizationId: Id,
  { from, to, agentId, numberId, direction, test }: UsageQuery,
): RawBuilder<boolean> {
  return sql<boolean>`organization_id = ${organizationId} AND id >= ${firstIdAt(from)} AND id < ${firstIdAt(to)}
    AND status = 'ended' AND test = ${test}
    ${agentId === undefined ? sql`` : sql`AND agent_id = ${agentId}`}
    ${numberId === undefined ? sql`` : sql`AND number_id = ${numberId}`}
    ${direction === undefined ? sql`` : sql`AND direction = ${direction}`}`;
}

function isPeriod(by: UsagePeriod): boolean {
  return by !== 'agent' && by !== 'number';
}

function keyOf(by: UsagePeriod, timeZone: string): RawBuilder<unknown> {
  if (by === 'agent') return sql`agent_id::text`;
  if (by === 'number') return sql`number_id::text`;
  return sql`to_char(date_trunc(${by}, ${localTime(timeZone)}), 'YYYY-MM-DD')`;
}

function nameOf(by: UsagePeriod): RawBuilder<unknown> {
  if (by === 'agent') return sql`plan ->> 'agentName'`;
  if (by === 'number') return sql`CASE WHEN direction = 'outbound' THEN from_address ELSE to_address END`;
  return sql`NULL::text`;
}
