/** Agents and their frozen versions. */
import { sql, type Selectable } from 'kysely';
import { sealSecrets, type Agent, type AgentConfig, type AgentRepository, type AgentVersion } from '#domain';
import { notFound } from '#kernel';
import type { AgentTable, AgentVersionTable } from '../database/schema.ts';
import { createSealer } from '../sealer.ts';
import { containing } from './containing.ts';
import { inTransaction, type Context } from './context.ts';
import { paged } from './paging.ts';

export function agentRepository(context: Context): AgentRepository {
  const { db } = context;
  const sealer = createSealer(context.cipher);
  // Whoever writes an agent: no secret of its tools lies open.
  const kept = (config: AgentConfig): string => JSON.stringify(sealSecrets(config, sealer));
  return {
    async insert(agent) {
      await db
        .insertInto('agents')
        .values({
          id: agent.id,
          organization_id: agent.organizationId,
          config: kept(agent.config),
          production_version_id: agent.productionVersionId,
          created_at: agent.createdAt,
          updated_at: agent.updatedAt,
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('agents')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toAgent(row) : null;
    },
    async lock(organizationId, id) {
      const row = await db
        .selectFrom('agents')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      return row ? toAgent(row) : null;
    },
    async list(organizationId, { search, byName = false, ...page }) {
      const all = db
        .selectFrom('agents')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(search !== undefined, (some) => some.where('name', 'ilike', containing(search!)));
      const rows = byName
        ? await all
            .orderBy('name')
            .orderBy('id')
            .limit(page.limit)
            .offset(page.offset ?? 0)
            .execute()
        : await paged<'agents', Selectable<AgentTable>>(all, page).execute();
      return rows.map(toAgent);
    },
    async count(organizationId, { search }) {
      const { total } = await db
        .selectFrom('agents')
        .select(sql<number>`count(*)`.as('total'))
        .where('organization_id', '=', organizationId)
        .$if(search !== undefined, (some) => some.where('name', 'ilike', containing(search!)))
        .executeTakeFirstOrThrow();
      return total;
    },
    remove: (organizationId, id) =>
      inTransaction(context, async (tx) => {
        const own = tx
          .selectFrom('agents')
          .select('id')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id);
        await tx.deleteFrom('agent_versions').where('agent_id', 'in', own).execute();
        const { numDeletedRows } = await tx
          .deleteFrom('agents')
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    async update(organizationId, id, config, at) {
      const row = await db
        .updateTable('agents')
        .set({ config: kept(config), updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toAgent(row) : null;
    },
    insertVersion: (version) =>
      inTransaction(context, async (tx) => {
        // Versions of one agent are numbered one after the other.
        const agent = await tx
          .selectFrom('agents')
          .select('id')
          .where('organization_id', '=', version.organizationId)
          .where('id', '=', version.agentId)
          .forUpdate()
          .executeTakeFirst();
        if (!agent) throw notFound('agent', 'agent_id');
        const row = await tx
          .insertInto('agent_versions')
          .values({
            id: version.id,
            agent_id: version.agentId,
            organization_id: version.organizationId,
            number: sql<number>`(SELECT coalesce(max(number), 0) + 1 FROM agent_versions WHERE agent_id = ${version.agentId})`,
            name: version.name ?? '',
            message: version.message,
            config: kept(version.config),
            created_at: version.createdAt,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return toVersion(row);
      }),
    async getVersion(organizationId, agentId, id) {
      const version = await this.findVersion(organizationId, id);
      return version?.agentId === agentId ? version : null;
    },
    async findVersion(organizationId, id) {
      const row = await db
        .selectFrom('agent_versions')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toVersion(row) : null;
    },
    async listVersions(organizationId, agentId, page) {
      const all = db
        .selectFrom('agent_versions')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('agent_id', '=', agentId);
      return (await paged<'agent_versions', Selectable<AgentVersionTable>>(all, page).execute()).map(
        toVersion,
      );
    },
    async updateVersion(organizationId, id, { name, message }) {
      const row = await db
        .updateTable('agent_versions')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(name === undefined ? {} : { name }),
          ...(message === undefined ? {} : { message }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toVersion(row) : null;
    },
    async removeVersion(organizationId, agentId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('agent_versions')
        .where('organization_id', '=', organizationId)
        .where('agent_id', '=', agentId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async setProduction(organizationId, agentId, versionId, at) {
      const row = await db
        .updateTable('agents')
        .set({ production_version_id: versionId, updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('id', '=', agentId)
        .$if(versionId !== null, (query) =>
          // Another agent's version is no version of this one.
          query.where(({ exists, selectFrom }) =>
            exists(
              selectFrom('agent_versions')
                .select('agent_versions.id')
                .where('agent_versions.id', '=', versionId!)
                .where('agent_versions.agent_id', '=', agentId),
            ),
          ),
        )
        .returningAll()
        .executeTakeFirst();
      return row ? toAgent(row) : null;
    },
  };
}

/** A row as the record. */
export function toAgent(row: Selectable<AgentTable>): Agent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    config: row.config,
    productionVersionId: row.production_version_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A row as the record. */
export function toVersion(row: Selectable<AgentVersionTable>): AgentVersion {
  return {
    id: row.id,
    agentId: row.agent_id,
    organizationId: row.organization_id,
    number: row.number,
    name: row.name,
    message: row.message,
    config: row.config,
    createdAt: row.created_at,
  };
}
