/** Agents with their versions, in memory; what shares tools and templates with them. */
import type { Agent, AgentConfig, AgentVersion, AnalysisTemplate, Repositories, SavedTool } from '#domain';
import { parseId, type Id } from '#kernel';
import { memoryTable, pageOf } from './memory-table.ts';

type Served = Pick<Repositories, 'agents' | 'tools' | 'analysisTemplates'>;

export function memoryAgents(): Served {
  const table = memoryTable<Agent>();
  const versions = memoryTable<AgentVersion>();
  const tools = memoryTable<SavedTool>();
  const templates = memoryTable<AnalysisTemplate>();
  const production = ({ productionVersionId }: Agent): AgentConfig | undefined =>
    productionVersionId === null ? undefined : versions.rows.get(productionVersionId)?.config;
  const using = (organizationId: Id, uses: (config: AgentConfig) => boolean): Agent[] =>
    table
      .of(organizationId)
      .filter((agent) => [agent.config, production(agent)].some((config) => config && uses(config)));
  const named = (organizationId: Id, search = ''): Agent[] =>
    table.of(organizationId).filter(({ config }) => config.name.toLowerCase().includes(search.toLowerCase()));
  return {
    agents: {
      get: table.get,
      lock: table.lock,
      insert: table.insert,
      remove: table.remove,
      list: async (organizationId, { search, byName, ...page }) => {
        const rows = named(organizationId, search);
        if (byName) rows.sort((one, other) => (one.config.name < other.config.name ? -1 : 1));
        return pageOf(rows, page);
      },
      count: async (organizationId, { search }) => named(organizationId, search).length,
      update: (organizationId, id, config, updatedAt) =>
        table.update(organizationId, id, { config, updatedAt }),
      insertVersion: async (version) => {
        const earlier = [...versions.rows.values()].filter((row) => row.agentId === version.agentId);
        const numbered = { name: '', ...version, number: earlier.length + 1 };
        await versions.insert(numbered);
        return numbered;
      },
      getVersion: async (organizationId, agentId, id) => {
        const version = await versions.get(organizationId, id);
        return version?.agentId === agentId ? version : null;
      },
      findVersion: versions.get,
      listVersions: async (organizationId, agentId, page) =>
        pageOf(
          versions.of(organizationId).filter((version) => version.agentId === agentId),
          page,
        ),
      updateVersion: versions.update,
      removeVersion: async (organizationId, _agentId, id) => versions.remove(organizationId, id),
      setProduction: (organizationId, id, productionVersionId, updatedAt) =>
        table.update(organizationId, id, { productionVersionId, updatedAt }),
    },
    tools: {
      ...tools,
      getMany: async (organizationId, ids) =>
        new Map(
          tools
            .of(organizationId)
            .filter(({ id }) => ids.includes(id))
            .map((tool) => [tool.id, tool]),
        ),
      list: async (organizationId, { type, search = '', ...page }) => {
        const rows = tools
          .of(organizationId)
          .filter((tool) => type === undefined || tool.config.type === type)
          .filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()));
        return { rows: pageOf(rows, page), total: rows.length };
      },
      agentsOf: async (organizationId, id, page) =>
        pageOf(
          using(
            organizationId,
            ({ tools: used = [] }) =>
              used.some((tool) => tool.type === 'saved' && parseId(tool.tool_id) === id) === true,
          ),
          page,
        ),
    },
    analysisTemplates: {
      ...templates,
      list: async (organizationId, page) => {
        const rows = templates.of(organizationId);
        return { rows: pageOf(rows, page), total: rows.length };
      },
      agentsOf: async (organizationId, id, page) =>
        pageOf(
          using(organizationId, ({ analysis }) => parseId(analysis?.template_id ?? '') === id),
          page,
        ),
    },
  };
}
