/** Agents and their frozen versions. */
import { sql, type Selectable } from 'kysely';
import { sealSecrets, type Agent, type AgentConfig, type AgentRepository, type AgentVersion } from '#domain';
import { notFound } from '#kernel';
import type { AgentTable, AgentVersionTable } from '../database/schema.ts';
import { createSealer } from '../sealer.ts';
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
    async list(organizationId, page) {
      const all = db.selectFrom('agents').selectAll().where('organization_id', '=', organizationId);
      return (await paged<'agents', Selectable<AgentTable>>(all, page).execute()).map(toAgent);
    },
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

function toAgent(row: Selectable<AgentTable>): Agent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    config: row.config,
    productionVersionId: row.production_version_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toVersion(row: Selectable<AgentVersionTable>): AgentVersion {
  return {
    id: row.id,
    agentId: row.agent_id,
    organizationId: row.organization_id,
    number: row.number,
    message: row.message,
    config: row.config,
    createdAt: row.created_at,
  };
}
