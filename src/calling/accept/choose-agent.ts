/** Which agent a call runs, and which version of it. */
import type { Agent, CreateCall, Repositories, Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { ChosenAgent } from './plan.ts';
import type { AgentReader } from './read-ahead.ts';
import { resolvedAgent } from './refer.ts';

/** The saved agent's production version (or the named one, or its working copy when it has none), or the inline agent. */
export async function chooseAgent(
  { organizationId }: Pick<Tenant, 'organizationId'>,
  { agent }: Pick<CreateCall, 'agent'>,
  repositories: Pick<Repositories, 'tools' | 'analysisTemplates'> & { readonly agents: AgentReader },
): Promise<ChosenAgent> {
  return resolvedAgent(await unresolved(organizationId, agent, repositories), organizationId, repositories);
}

async function unresolved(
  organizationId: Id,
  agent: CreateCall['agent'],
  repositories: { readonly agents: AgentReader },
): Promise<ChosenAgent> {
  if (agent.kind === 'number') throw new TypeError('a number names its agent before one is chosen');
  if (agent.kind === 'inline') return { agentId: null, versionId: null, config: agent.config };
  if (agent.kind === 'frozen')
    return { agentId: agent.agentId, versionId: agent.versionId, config: agent.config };
  const found = await repositories.agents.get(organizationId, agent.agentId);
  if (!found) throw notFound('agent', 'agent_id');
  if (agent.versionId !== null) {
    const version = await repositories.agents.getVersion(organizationId, found.id, agent.versionId);
    if (version) return { agentId: found.id, versionId: version.id, config: version.config };
    if (agent.ifVersionUnknown === 'refuse') throw notFound('agent-version', 'agent_version');
  }
  return productionOf(found, repositories);
}

/** What an agent runs when nobody names a version. */
export async function productionOf(
  agent: Agent,
  repositories: { readonly agents: AgentReader },
): Promise<ChosenAgent> {
  const production =
    agent.productionVersionId === null
      ? null
      : await repositories.agents.getVersion(agent.organizationId, agent.id, agent.productionVersionId);
  return { agentId: agent.id, versionId: production?.id ?? null, config: production?.config ?? agent.config };
}
