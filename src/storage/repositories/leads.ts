/** Leads of campaigns. */
import { sql, type Kysely, type Selectable } from 'kysely';
import { RATE_SPAN_MS, type Lead, type LeadRepository } from '#domain';
import type { Schema } from '../database/schema.ts';
import type { LeadTable } from '../database/schema-due-calls.ts';
import { toLead } from './campaign-rows.ts';
import { inTransaction, type Context } from './context.ts';
import { leadEnds } from './lead-ends.ts';
import { paged } from './paging.ts';

const DUPLICATE = 'The campaign has this number already.';

export function leadRepository(context: Context): LeadRepository {
  const { db } = context;
  return {
    ...leadEnds(context),
    insert: (leads) =>
      inTransaction(context, async (tx) => {
        const kept = new Set(await insertNew(tx, leads));
        const again = leads
          .filter(({ id }) => !kept.has(id))
          .map((lead): Lead => ({ ...lead, status: 'skipped', reason: 'duplicate', detail: DUPLICATE }));
        await insertNew(tx, again);
        const skipped = new Map(again.map((lead) => [lead.id, lead]));
        return leads.map((lead) => skipped.get(lead.id) ?? lead);
      }),
    async get(organizationId, campaignId, id) {
      const row = await db
        .selectFrom('leads')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('campaign_id', '=', campaignId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toLead(row) : null;
    },
    async lock(organizationId, campaignId, id) {
      const row = await db
        .selectFrom('leads')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('campaign_id', '=', campaignId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row ? toLead(row) : null;
    },
    async list(organizationId, campaignId, query) {
      if (query.status?.length === 0) return { rows: [], total: 0 };
      const all = db
        .selectFrom('leads')
        .where('organization_id', '=', organizationId)
        .where('campaign_id', '=', campaignId)
        .$if(query.status !== undefined, (some) => some.where('status', 'in', [...query.status!]))
        .$if(query.phoneNumber !== undefined, (some) => some.where('phone_number', '=', query.phoneNumber!));
      const rows = await paged<'leads', Selectable<LeadTable>>(all.selectAll(), query).execute();
      const { total } = await all
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { rows: rows.map(toLead), total };
    },
    async find(organizationId, id) {
      const row = await db
        .selectFrom('leads')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toLead(row) : null;
    },
    async uncalled(organizationId, { api, limit, agentId, createdFrom, createdTo }) {
      const { rows } = await sql<Selectable<LeadTable>>`
        SELECT leads.* FROM campaigns JOIN leads ON leads.campaign_id = campaigns.id
        WHERE campaigns.organization_id = ${organizationId} AND campaigns.source ->> 'api' = ${api}
          AND leads.call_id IS NULL AND leads.reason IS DISTINCT FROM 'duplicate'
          ${agentId === undefined ? sql`` : sql`AND campaigns.agent_id = ${agentId}`}
          ${createdFrom === undefined ? sql`` : sql`AND leads.created_at >= ${createdFrom}`}
          ${createdTo === undefined ? sql`` : sql`AND leads.created_at <= ${createdTo}`}
        ORDER BY leads.id DESC LIMIT ${limit}`.execute(db);
      return rows.map(toLead);
    },
    async remove(organizationId, campaignId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('leads')
        .where('organization_id', '=', organizationId)
        .where('campaign_id', '=', campaignId)
        .where('id', '=', id)
        .where('status', '<>', 'calling')
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async erase(organizationId, phoneNumber) {
      await db
        .deleteFrom('leads')
        .where('organization_id', '=', organizationId)
        .where('phone_number', '=', phoneNumber)
        .execute();
    },
    async facts(campaignId, now) {
      const { rows } = await sql<{
        due: number;
        calling: number;
        open: number;
        next_due_at: number | null;
        recent: number;
        oldest_recent_at: number | null;
      }>`
        WITH open AS (
          SELECT status, due_at FROM leads
          WHERE campaign_id = ${campaignId} AND status IN ('pending', 'scheduled', 'calling')
        ), recent AS (
          SELECT last_call_at FROM leads
          WHERE campaign_id = ${campaignId} AND last_call_at > ${now - RATE_SPAN_MS}
        )
        SELECT count(*) FILTER (WHERE status <> 'calling' AND due_at <= ${now}) AS due,
          count(*) FILTER (WHERE status = 'calling') AS calling, count(*) AS open,
          min(due_at) FILTER (WHERE status <> 'calling' AND due_at > ${now}) AS next_due_at,
          (SELECT count(*) FROM recent) AS recent, (SELECT min(last_call_at) FROM recent) AS oldest_recent_at
        FROM open`.execute(db);
      const row = rows[0]!;
      return {
        due: row.due,
        calling: row.calling,
        open: row.open,
        nextDueAt: row.next_due_at,
        recent: row.recent,
        oldestRecentAt: row.oldest_recent_at,
      };
    },
    async due(campaignId, now, limit) {
      const { rows } = await sql<Selectable<LeadTable>>`
        SELECT * FROM leads WHERE campaign_id = ${campaignId} AND status IN ('pending', 'scheduled')
          AND due_at <= ${now} ORDER BY due_at, id LIMIT ${limit}`.execute(db);
      return rows.map(toLead);
    },
    async take(id, now) {
      const { rows } = await sql<Selectable<LeadTable>>`
        SELECT * FROM leads WHERE id = ${id} AND status IN ('pending', 'scheduled') AND due_at <= ${now}
        FOR UPDATE SKIP LOCKED`.execute(db);
      return rows[0] ? toLead(rows[0]) : null;
    },
  };
}

/** In one statement, whatever their number. @returns the ids that went in */
async function insertNew(db: Kysely<Schema>, leads: readonly Lead[]): Promise<readonly string[]> {
  if (leads.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    INSERT INTO leads (id, campaign_id, organization_id, status, reason, detail, phone_number, name, email, time_zone,
      variables, not_before, attempts, retries, due_at, created_at, updated_at)
    SELECT id, ${leads[0]!.campaignId}::uuid, ${leads[0]!.organizationId}::uuid, status, reason, detail, phone_number,
      name, email, time_zone, variables::json, not_before, 0, 0, due_at, created_at, created_at
    FROM unnest(${leads.map((lead) => lead.id)}::uuid[], ${leads.map((lead) => lead.status)}::text[],
      ${leads.map((lead) => lead.reason)}::text[], ${leads.map((lead) => lead.detail)}::text[],
      ${leads.map((lead) => lead.phoneNumber)}::text[], ${leads.map((lead) => lead.name)}::text[],
      ${leads.map((lead) => lead.email)}::text[], ${leads.map((lead) => lead.timeZone)}::text[],
      ${leads.map((lead) => JSON.stringify(lead.variables))}::text[], ${leads.map((lead) => lead.notBefore)}::bigint[],
      ${leads.map((lead) => lead.dueAt)}::bigint[], ${leads.map((lead) => lead.createdAt)}::bigint[])
      AS lead(id, status, reason, detail, phone_number, name, email, time_zone, variables, not_before, due_at, created_at)
    ON CONFLICT DO NOTHING RETURNING id`.execute(db);
  return rows.map(({ id }) => id);
}
