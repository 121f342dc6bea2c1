/** Tenants: the installation's own organization and those below it. */
import { sql, type Selectable } from 'kysely';
import type { Organization, OrganizationRepository } from '#domain';
import { isForeignKeyViolation } from '../database/faults.ts';
import type { OrganizationTable } from '../database/schema.ts';
import { inTransaction, type Context } from './context.ts';
import { paged } from './paging.ts';

/** Limits of a fresh organization; both can be changed. */
const DEFAULT_CONCURRENCY = 1000;
const DEFAULT_CALLS_PER_SECOND = 100;

/** What is an organization's own and goes with it, in the order in which it may go; the rest goes with one of these. */
const OWN_TABLES = [
  'sessions',
  'members',
  'api_keys',
  'aliases',
  'suppressions',
  'prices',
  'voice_slots',
  'provider_keys',
  'contacts',
  'memory_stores',
  'knowledge_bases',
  'phone_books',
  'mail_domains',
  'number_pools',
  'tools',
  'analysis_templates',
  'simulation_runs',
  'simulation_suites',
  'simulation_scenarios',
  'webhook_endpoints',
  'webhook_events',
  'event_feed',
  'feed_readers',
  'retention',
  'erasures',
  'dialect_data',
  'idempotency_keys',
  'minute_ledger',
  'minute_accounts',
  'call_days',
  'call_months',
  'audit_log',
  'audit_heads',
] as const;

export function organizationRepository(context: Context): OrganizationRepository {
  const { db, clock, ids } = context;
  return {
    async ensureDefault() {
      await db
        .insertInto('organizations')
        .values({
          id: ids.next(),
          parent_id: null,
          name: 'Default',
          concurrency: DEFAULT_CONCURRENCY,
          calls_per_second: DEFAULT_CALLS_PER_SECOND,
          destination_allow: [],
          default_number_id: null,
          quota_agents: null,
          quota_numbers: null,
          quota_calls_per_day: null,
          requests_per_minute: null,
          suppress_opt_outs: true,
          is_default: true,
          created_at: clock.now(),
          archived_at: null,
        })
        .onConflict((conflict) => conflict.column('is_default').where('is_default', '=', true).doNothing())
        .execute();
      const row = await db
        .selectFrom('organizations')
        .selectAll()
        .where('is_default', '=', true)
        .executeTakeFirstOrThrow();
      return toOrganization(row);
    },
    async insert(organization) {
      await db
        .insertInto('organizations')
        .values({
          id: organization.id,
          parent_id: organization.parentId,
          name: organization.name,
          concurrency: organization.concurrency,
          calls_per_second: organization.callsPerSecond,
          destination_allow: [...organization.destinationAllow],
          default_number_id: organization.defaultNumberId,
          quota_agents: organization.quotas.agents,
          quota_numbers: organization.quotas.numbers,
          quota_calls_per_day: organization.quotas.callsPerDay,
          requests_per_minute: organization.requestsPerMinute,
          suppress_opt_outs: organization.suppressOptOuts,
          created_at: organization.createdAt,
          archived_at: organization.archivedAt,
        })
        .execute();
    },
    async get(id) {
      const row = await db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toOrganization(row) : null;
    },
    async lock(id) {
      const row = await db
        .selectFrom('organizations')
        .selectAll()
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      return row ? toOrganization(row) : null;
    },
    async getChild(parentId, id) {
      const row = await db
        .selectFrom('organizations')
        .selectAll()
        .where('parent_id', '=', parentId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toOrganization(row) : null;
    },
    async listChildren(parentId, page) {
      const query = db.selectFrom('organizations').selectAll().where('parent_id', '=', parentId);
      return (await paged(query, page).execute()).map(toOrganization);
    },
    async update(id, patch) {
      const { quotas } = patch;
      const row = await db
        .updateTable('organizations')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(patch.name === undefined ? {} : { name: patch.name }),
          ...(patch.concurrency === undefined ? {} : { concurrency: patch.concurrency }),
          ...(patch.callsPerSecond === undefined ? {} : { calls_per_second: patch.callsPerSecond }),
          ...(patch.destinationAllow === undefined ? {} : { destination_allow: [...patch.destinationAllow] }),
          ...(patch.defaultNumberId === undefined ? {} : { default_number_id: patch.defaultNumberId }),
          ...(patch.suppressOptOuts === undefined ? {} : { suppress_opt_outs: patch.suppressOptOuts }),
          ...(patch.requestsPerMinute === undefined ? {} : { requests_per_minute: patch.requestsPerMinute }),
          ...(quotas === undefined
            ? {}
            : {
                quota_agents: quotas.agents,
                quota_numbers: quotas.numbers,
                quota_calls_per_day: quotas.callsPerDay,
              }),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toOrganization(row) : null;
    },
    async remove(parentId, id, at) {
      const child = await this.getChild(parentId, id);
      if (!child || child.archivedAt !== null) return child && 'archived';
      if (!(await hasCalls(context, id)) && (await deleteWhole(context, id))) return 'deleted';
      await inTransaction(context, async (db) => {
        await db.updateTable('organizations').set({ archived_at: at }).where('id', '=', id).execute();
        await sql`UPDATE api_keys SET revoked_at = ${at} WHERE organization_id = ${id} AND revoked_at IS NULL`.execute(
          db,
        );
        await sql`DELETE FROM sessions WHERE organization_id = ${id}`.execute(db);
      });
      return 'archived';
    },
  };
}

async function hasCalls({ db }: Context, id: string): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    SELECT EXISTS (SELECT FROM calls WHERE organization_id = ${id}) AS some`.execute(db);
  return rows[0]!.some;
}

/** @returns false, and nothing happened, when something else belongs to it */
async function deleteWhole(context: Context, id: string): Promise<boolean> {
  try {
    await inTransaction(context, async (db) => {
      for (const table of OWN_TABLES)
        await sql`DELETE FROM ${sql.table(table)} WHERE organization_id = ${id}`.execute(db);
      await sql`DELETE FROM organizations WHERE id = ${id}`.execute(db);
    });
    return true;
  } catch (thrown) {
    if (isForeignKeyViolation(thrown)) return false;
    throw thrown;
  }
}

function toOrganization(row: Selectable<OrganizationTable>): Organization {
  return {
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    concurrency: row.concurrency,
    callsPerSecond: row.calls_per_second,
    destinationAllow: row.destination_allow,
    defaultNumberId: row.default_number_id,
    quotas: {
      agents: row.quota_agents,
      numbers: row.quota_numbers,
      callsPerDay: row.quota_calls_per_day,
    },
    requestsPerMinute: row.requests_per_minute,
    suppressOptOuts: row.suppress_opt_outs,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
  };
}
