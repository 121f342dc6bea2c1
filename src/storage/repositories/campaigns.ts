/** Campaigns, and whose turn it is. Claims skip what others are claiming at the same moment. */
import { sql, type Selectable } from 'kysely';
import { NO_LEADS, type CampaignRepository, type LeadStatus } from '#domain';
import type { Id } from '#kernel';
import type { CampaignTable } from '../database/schema-due-calls.ts';
import { campaignRow, settingsOf, toCampaign } from './campaign-rows.ts';
import { campaignTurns } from './campaign-turns.ts';
import { inTransaction, type Context } from './context.ts';
import { paged } from './paging.ts';

export function campaignRepository(context: Context): CampaignRepository {
  const { db } = context;
  return {
    ...campaignTurns(context),
    insert: (campaign) =>
      inTransaction(context, async (tx) => {
        await tx.insertInto('campaigns').values(campaignRow(campaign)).execute();
        await sql`
          INSERT INTO campaign_turns (campaign_id, organization_id, wakes)
          VALUES (${campaign.id}, ${campaign.organizationId}, 0)`.execute(tx);
      }),
    async get(organizationId, id) {
      const row = await db
        .selectFrom('campaigns')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toCampaign(row) : null;
    },
    async share(id) {
      const row = await db
        .selectFrom('campaigns')
        .selectAll()
        .where('id', '=', id)
        .forShare()
        .executeTakeFirst();
      return row ? toCampaign(row) : null;
    },
    async lock(organizationId, id) {
      const row = await db
        .selectFrom('campaigns')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row ? toCampaign(row) : null;
    },
    async list(organizationId, query) {
      if (query.status?.length === 0) return { rows: [], total: 0 };
      const all = db
        .selectFrom('campaigns')
        .where('organization_id', '=', organizationId)
        .$if(query.status !== undefined, (some) => some.where('status', 'in', [...query.status!]));
      const rows = await paged<'campaigns', Selectable<CampaignTable>>(all.selectAll(), query).execute();
      const { total } = await all
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { rows: rows.map(toCampaign), total };
    },
    async update(organizationId, id, patch) {
      const old = await this.get(organizationId, id);
      if (!old) return null;
      const { id: _id, organization_id: _organization, ...row } = campaignRow({ ...old, ...patch });
      const changed = await db
        .updateTable('campaigns')
        .set({ ...row, settings: settingsOf({ ...old, ...patch }) })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return changed ? toCampaign(changed) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('campaigns')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async counts(ids) {
      const { rows } = await sql<{ campaign_id: Id; status: LeadStatus; count: number }>`
        SELECT campaign_id, status, count(*) AS count FROM leads WHERE campaign_id = ANY (${[...ids]}::uuid[])
        GROUP BY 1, 2`.execute(db);
      const counts = new Map<Id, typeof NO_LEADS>();
      for (const { campaign_id, status, count } of rows) {
        const so = counts.get(campaign_id) ?? NO_LEADS;
        counts.set(campaign_id, { ...so, [status]: count, total: so.total + count });
      }
      return counts;
    },
    async waitingCalls(id) {
      const { rows } = await sql<{ id: Id }>`
        SELECT id FROM calls WHERE campaign_id = ${id} AND status IN ('queued', 'scheduled') ORDER BY id`.execute(
        db,
      );
      return rows.map((row) => row.id);
    },
    async wakeCalls(id, now) {
      await sql`
        UPDATE calls SET due_at = ${now}, not_before = ${now}
        WHERE campaign_id = ${id} AND node_id IS NULL AND status IN ('queued', 'scheduled')
          AND coalesce(not_before, created_at) <= ${now}`.execute(db);
    },
  };
}
