/** Lists of calls: by key, never by count unless that is asked for, and long columns only for rows of the page. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { CallQuery, CallRepository, CallSummary } from '#domain';
import type { Id } from '#kernel';
import type { CallTable, Schema } from '../../database/schema.ts';
import { behind, matching, ordered } from './matching.ts';
import { toCall } from './rows.ts';

type Lists = Pick<CallRepository, 'list' | 'summaries' | 'count'>;

const SUMMARY = [
  'id',
  'organization_id',
  'direction',
  'status',
  'outcome',
  'to_address',
  'from_address',
  'requested_number_id',
  'requested_trunk_id',
  'number_id',
  'trunk_id',
  'agent_id',
  'agent_name',
  'version_id',
  'api',
  'test',
  'person',
  'metadata',
  'not_before',
  'created_at',
  'answered_at',
  'ended_at',
  'recording',
  'last_seq',
  'campaign_id',
] as const;

type SummaryRow = Pick<Selectable<CallTable>, (typeof SUMMARY)[number]>;

export function callLists(db: Kysely<Schema>): Lists {
  const read = async <Row>(organizationId: Id, query: CallQuery, columns: readonly string[] | '*') => {
    const condition = matching(organizationId, query);
    if (!condition || query.limit < 1) return [];
    const wanted = columns === '*' ? sql`calls.*` : sql.join(columns.map((name) => sql.ref(`calls.${name}`)));
    const place = query.offset ? sql`OFFSET ${query.offset}` : sql``;
    const page = sql`SELECT calls.id FROM calls WHERE ${condition} AND ${behind(query)}
      ORDER BY ${ordered(query)} LIMIT ${query.limit} ${place}`;
    // Rows that are passed over are passed over in the index alone.
    const { rows } = query.offset
      ? await sql<Row>`SELECT ${wanted} FROM calls WHERE calls.id IN (${page}) ORDER BY ${ordered(query)}`.execute(
          db,
        )
      : await sql<Row>`SELECT ${wanted} FROM calls WHERE ${condition} AND ${behind(query)}
          ORDER BY ${ordered(query)} LIMIT ${query.limit}`.execute(db);
    return rows;
  };
  const count = async (organizationId: Id, query: CallQuery): Promise<number> => {
    const condition = matching(organizationId, query);
    if (!condition) return 0;
    const { rows } = await sql<{
      total: number;
    }>`SELECT count(*) AS total FROM calls WHERE ${condition}`.execute(db);
    return rows[0]!.total;
  };
  return {
    count,
    async list(organizationId, query) {
      const [rows, total] = await Promise.all([
        read<Selectable<CallTable>>(organizationId, query, '*'),
        query.withTotal ? count(organizationId, query) : null,
      ]);
      return { rows: rows.map(toCall), total };
    },
    async summaries(organizationId, query) {
      return (await read<SummaryRow>(organizationId, query, SUMMARY)).map(toSummary);
    },
  };
}

function toSummary(row: SummaryRow): CallSummary {
  return {
    id: row.id,
    organizationId: row.organization_id,
    direction: row.direction,
    status: row.status,
    outcome: row.outcome,
    to: row.to_address,
    from: row.from_address,
    requestedNumberId: row.requested_number_id,
    requestedTrunkId: row.requested_trunk_id,
    numberId: row.number_id,
    trunkId: row.trunk_id,
    test: row.test,
    person: row.person,
    metadata: row.metadata,
    api: row.api ?? 'native',
    campaignId: row.campaign_id,
    agentId: row.agent_id,
    agentName: row.agent_name ?? '',
    versionId: row.version_id,
    notBefore: row.not_before,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    recording: row.recording,
    lastSeq: row.last_seq,
  };
}
