/** The facts of the dial authority, read under the organization's dialling lock or, for a mere look, without. */
import { sql, type Selectable } from 'kysely';
import type { DialFacts, DialingRepository, DialRequest, NumberPool } from '#domain';
import { notFound, type Id, type Millis } from '#kernel';
import type { NumberTable, TrunkTable } from '../database/schema.ts';
import { HOT } from '../database/store-client.ts';
import type { Context } from './context.ts';
import { toNumber } from './numbers.ts';
import { toTrunk } from './trunks.ts';

/** Calls per second look back this far. */
const RATE_WINDOW_MS: Millis = 1000;
/** Of an organization with many numbers the least used are candidates: so many of any place, so many near the callee. */
const CANDIDATES = 50;
const NEAR_CANDIDATES = 100;
/** Not its routes: they are no matter of the authority, and a UNION cannot compare json. */
const CANDIDATE = sql.raw(
  'id, organization_id, e164, trunk_id, agent_id, name, active, last_used_at, created_at, updated_at, reserved_for_agents, owner_organization_id',
);

interface OrganizationRow {
  concurrency: number;
  calls_per_second: number;
  destination_allow: string[];
  default_number_id: Id | null;
  quota_calls_per_day: number | null;
  prepaid_s: number | null;
}

interface FactsRow {
  organization: OrganizationRow | null;
  suppressed: boolean;
  campaign: DialFacts['campaign'];
  live_person_call_id: Id | null;
  live_calls: number;
  recent_starts: number;
  oldest_start: Millis | null;
  numbers: Selectable<NumberTable>[];
  pool: NumberPool | null;
  trunks: (Selectable<TrunkTable> & {
    live_calls: number;
    recent_starts: number;
    oldest_start: Millis | null;
  })[];
}

export function dialingRepository(context: Context): DialingRepository {
  return {
    async facts(request, now) {
      // A statement of its own: the next one's snapshot must be younger than the lock, to see what its last holder did.
      // NO KEY, so that inserts with a foreign key to the organization don't wait.
      await sql`${sql.raw(HOT)} SELECT id FROM organizations WHERE id = ${request.organizationId} FOR NO KEY UPDATE`.execute(
        context.db,
      );
      return factsOf(context, request, now);
    },
    peek: (request, now) => factsOf(context, request, now),
  };
}

async function factsOf({ db, cipher }: Context, request: DialRequest, now: Millis): Promise<DialFacts> {
  const read = await readFacts(request, now).execute(db);
  const row = read.rows[0]!;
  const { organization } = row;
  if (!organization) throw notFound('organization');
  const nextStart = (oldest: Millis | null): Millis => (oldest === null ? now : oldest + RATE_WINDOW_MS);
  return {
    suppressed: row.suppressed,
    campaign: row.campaign ?? null,
    livePersonCallId: row.live_person_call_id,
    organization: {
      concurrency: organization.concurrency,
      callsPerSecond: organization.calls_per_second,
      destinationAllow: organization.destination_allow,
      defaultNumberId: organization.default_number_id,
      liveCalls: row.live_calls,
      recentStarts: row.recent_starts,
      nextStartAt: nextStart(row.oldest_start),
      prepaidS: organization.prepaid_s,
      callsPerDay: organization.quota_calls_per_day,
    },
    pool: row.pool,
    numbers: row.numbers.map((number) => toNumber(number)),
    trunks: row.trunks.map((trunk) => ({
      ...toTrunk(trunk, cipher),
      liveCalls: trunk.live_calls,
      recentStarts: trunk.recent_starts,
      nextStartAt: nextStart(trunk.oldest_start),
    })),
  };
}

function readFacts(request: DialRequest, now: Millis) {
  const organizationId = sql`${request.organizationId}::uuid`;
  const named = [request.requestedNumberId, request.agentNumberId].filter((id) => id !== null);
  return sql<FactsRow>`
    ${sql.raw(HOT)} WITH organization AS (
      SELECT concurrency, calls_per_second, destination_allow, default_number_id, quota_calls_per_day,
             (SELECT balance_s FROM minute_accounts WHERE organization_id = organizations.id AND enabled) AS prepaid_s
      FROM organizations WHERE id = ${organizationId}
    ), live AS (
      SELECT call_id, person, trunk_id FROM live_calls WHERE organization_id = ${organizationId}
    ), recent AS (
      SELECT trunk_id, started_at FROM recent_starts
      WHERE organization_id = ${organizationId} AND started_at > ${now - RATE_WINDOW_MS}
    ), candidates AS (
      SELECT ${CANDIDATE} FROM numbers WHERE organization_id = ${organizationId}
        AND (id = ANY (${named}::uuid[] || (SELECT default_number_id FROM organization)) OR e164 = ${request.requestedFrom}
             OR (agent_id = ${request.agentId} AND active))
      ${request.agentPoolId ? members(request.agentPoolId) : sql``}
      ${needsPool(request) ? pool(request) : sql``}
    )
    SELECT
      (SELECT row_to_json(organization) FROM organization) AS organization,
      EXISTS (SELECT FROM suppressions WHERE organization_id = ${organizationId} AND e164 = ${request.to}) AS suppressed,
      (SELECT json_build_object('status', status, 'window', settings -> 'window')
       FROM campaigns WHERE id = ${request.campaignId ?? null}::uuid) AS campaign,
      (SELECT call_id FROM live WHERE person = ${request.person} AND call_id <> ${request.callId} LIMIT 1)
        AS live_person_call_id,
      (SELECT count(*) FROM live) AS live_calls,
      (SELECT count(*) FROM recent) AS recent_starts,
      (SELECT min(started_at) FROM recent) AS oldest_start,
      ${request.agentPoolId ? poolOf(request.organizationId, request.agentPoolId) : sql`NULL::json`} AS pool,
      (SELECT coalesce(json_agg(candidates), '[]') FROM candidates) AS numbers,
      (SELECT coalesce(json_agg(counted), '[]') FROM (
         SELECT trunks.*, coalesce(l.live_calls, 0) AS live_calls, coalesce(r.recent_starts, 0) AS recent_starts,
                r.oldest_start
         FROM trunks
         LEFT JOIN (SELECT trunk_id, count(*) AS live_calls FROM live GROUP BY trunk_id) l ON l.trunk_id = trunks.id
         LEFT JOIN (SELECT trunk_id, count(*) AS recent_starts, min(started_at) AS oldest_start
                    FROM recent GROUP BY trunk_id) r ON r.trunk_id = trunks.id
         WHERE trunks.organization_id = ${organizationId}
           -- Of a number that is lent, the trunk is its owner's.
           OR trunks.id IN (SELECT trunk_id FROM candidates WHERE owner_organization_id IS NOT NULL)
       ) counted) AS trunks`;
}

/** Test calls, SIP URIs and calls with a named number choose from no pool. */
function needsPool({ test, to, requestedNumberId, requestedFrom }: DialRequest): boolean {
  return !test && to.startsWith('+') && requestedNumberId === null && requestedFrom === null;
}

function pool({ organizationId, to }: DialRequest) {
  return sql`
    UNION
    (SELECT ${CANDIDATE} FROM numbers WHERE organization_id = ${organizationId} AND active
     ORDER BY last_used_at NULLS FIRST, id LIMIT ${CANDIDATES})
    UNION
    (SELECT ${CANDIDATE} FROM numbers WHERE organization_id = ${organizationId} AND active AND starts_with(e164, ${to.slice(0, 2)})
     ORDER BY last_used_at NULLS FIRST, id LIMIT ${NEAR_CANDIDATES})`;
}

/** Every member may be chosen, however many other numbers there are. */
function members(poolId: Id) {
  return sql`
    UNION
    (SELECT ${CANDIDATE} FROM numbers
     WHERE id IN (SELECT number_id FROM number_pool_members WHERE pool_id = ${poolId}))`;
}

function poolOf(organizationId: Id, poolId: Id) {
  return sql`
    (SELECT json_build_object('id', p.id, 'organizationId', p.organization_id, 'name', p.name, 'rule', p.rule,
       'members', coalesce((SELECT json_agg(json_build_object('numberId', m.number_id, 'weight', m.weight) ORDER BY m.position)
                            FROM number_pool_members m WHERE m.pool_id = p.id), '[]'),
       'createdAt', p.created_at, 'updatedAt', p.updated_at)
     FROM number_pools p WHERE p.organization_id = ${organizationId} AND p.id = ${poolId})`;
}
