/** The facts of the dial authority, read under the organization's dialling lock or, for a mere look, without. */
import { sql, type Selectable } from 'kysely';
import {
  numberIn,
  type DialFacts,
  type DialingRepository,
  type DialRequest,
  type NumberPool,
  type Trunk,
} from '#domain';
import { notFound, type Id, type Millis } from '#kernel';
import type { NumberTable, TrunkTable } from '../database/schema.ts';
import { Gathering } from '../database/gathering.ts';
import { HOT } from '../database/store-client.ts';
import type { Context } from './context.ts';
import { toNumber } from './numbers.ts';
import { toTrunk } from './trunks.ts';

/** Calls per second look back this far. */
const RATE_WINDOW_MS: Millis = 1000;
/** Of an organization with many numbers the least used are candidates: so many of any place, so many near the callee. */
const CANDIDATES = 50;
const NEAR_CANDIDATES = 100;
/** Looks that share a statement. */
const LARGEST_GROUP = 32;
/** Kinds of looks that are remembered. */
const MOST_KINDS = 1000;
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
  /** Of the numbers that are asked for. */
  suppressed: string[];
  campaign: DialFacts['campaign'];
  /** Of the persons that are asked for. */
  live_persons: { person: string; call_id: Id }[] | null;
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

/** What is asked, and when. */
interface Look {
  readonly request: DialRequest;
  readonly now: Millis;
}

export function dialingRepository(context: Context): DialingRepository {
  const gathered = new Map<string, Gathering<Look, DialFacts>>();
  const read = (looks: readonly Look[]) => factsOf(context, looks);
  return {
    async facts(request, now) {
      // A statement of its own: the next one's snapshot must be younger than the lock, to see what its last holder did.
      // NO KEY, so that inserts with a foreign key to the organization don't wait.
      await sql`${sql.raw(HOT)} SELECT id FROM organizations WHERE id = ${request.organizationId} FOR NO KEY UPDATE`.execute(
        context.db,
      );
      return (await factsOf(context, [{ request, now }]))[0]!;
    },
    async peek(request, now) {
      if (context.db.isTransaction) return (await factsOf(context, [{ request, now }]))[0]!;
      const alike = alikeOf(request);
      const looks = gathered.get(alike) ?? new Gathering<Look, DialFacts>(LARGEST_GROUP, read);
      if (gathered.size >= MOST_KINDS) gathered.clear();
      gathered.set(alike, looks);
      return looks.ask({ request, now });
    },
  };
}

/** Requests whose facts differ by the callee alone share one look. */
function alikeOf(request: DialRequest): string {
  const { organizationId, test, requestedFrom, requestedNumberId, agentId, campaignId } = request;
  const { agentNumberId, agentPoolId, to } = request;
  const near = needsPool(request) ? to.slice(0, 2) : null;
  const chosen = [requestedFrom, requestedNumberId, agentNumberId, agentPoolId ?? null];
  return JSON.stringify([organizationId, test, agentId, campaignId ?? null, near, ...chosen]);
}

/** @param looks alike, at least one */
async function factsOf({ db, cipher }: Context, looks: readonly Look[]): Promise<readonly DialFacts[]> {
  const read = await readFacts(looks).execute(db);
  const row = read.rows[0]!;
  const numbers = row.numbers.map((number) => toNumber(number));
  const trunks = row.trunks.map((trunk) => ({ row: trunk, trunk: toTrunk(trunk, cipher) }));
  return looks.map((look) => toFacts(look, row, numbers, trunks));
}

function toFacts(
  { request, now }: Look,
  row: FactsRow,
  numbers: DialFacts['numbers'],
  trunks: readonly { readonly row: FactsRow['trunks'][number]; readonly trunk: Trunk }[],
): DialFacts {
  const { organization } = row;
  if (!organization) throw notFound('organization');
  const nextStart = (oldest: Millis | null): Millis => (oldest === null ? now : oldest + RATE_WINDOW_MS);
  const live = row.live_persons?.find(
    ({ person, call_id }) => person === request.person && call_id !== request.callId,
  );
  return {
    suppressed: row.suppressed.includes(numberIn(request.to) ?? request.to),
    campaign: row.campaign ?? null,
    livePersonCallId: live?.call_id ?? null,
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
    numbers,
    trunks: trunks.map(({ row: counted, trunk }) => ({
      ...trunk,
      liveCalls: counted.live_calls,
      recentStarts: counted.recent_starts,
      nextStartAt: nextStart(counted.oldest_start),
    })),
  };
}

function readFacts(looks: readonly Look[]) {
  const { request } = looks[0]!;
  const now = Math.max(...looks.map((look) => look.now));
  const callees = looks.map(({ request: { to } }) => numberIn(to) ?? to);
  const persons = looks.map((look) => look.request.person);
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
      ARRAY(SELECT e164 FROM suppressions WHERE organization_id = ${organizationId} AND e164 = ANY (${callees}::text[]))
        AS suppressed,
      (SELECT json_build_object('status', status, 'window', settings -> 'window')
       FROM campaigns WHERE id = ${request.campaignId ?? null}::uuid) AS campaign,
      (SELECT json_agg(live) FROM live WHERE person = ANY (${persons}::text[])) AS live_persons,
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
