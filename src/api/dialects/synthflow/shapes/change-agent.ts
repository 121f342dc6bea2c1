/** Changes what an agent runs: its working copy, and its production version where it has one. */
import type { Agent, AgentConfig, Tenant } from '#domain';
import { invalidRequest, notFound, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';

/**
 * Takes effect for calls that are made from now on.
 * @throws AppError `agent-unknown` (404), `invalid-request` when the agent cannot be so
 */
export async function changeAgent(
  deps: DialectDeps,
  { organizationId }: Tenant,
  id: Id,
  change: (config: AgentConfig) => AgentConfig,
): Promise<Agent> {
  const { store, clock, ids } = deps;
  return store.transaction(async (tx) => {
    const before = await tx.agents.lock(organizationId, id);
    if (!before) throw notFound('agent', 'model_id');
    const at = clock.now();
    const changed = await tx.agents.update(organizationId, id, checked(deps, change(before.config)), at);
    if (!changed) throw notFound('agent', 'model_id');
    const { productionVersionId: production } = before;
    const version = production && (await tx.agents.getVersion(organizationId, id, production));
    if (!version) return changed;
    const next = await tx.agents.insertVersion({
      ...{ id: ids.next(), agentId: id, organizationId, name: version.name, message: '' },
      ...{ config: checked(deps, change(version.config)), createdAt: at },
    });
    return (await tx.agents.setProduction(organizationId, id, next.id, at)) ?? changed;
  });
}

function checked(deps: DialectDeps, config: AgentConfig): AgentConfig {
  const faults = deps.checkAgent(config);
  if (faults.length > 0) throw invalidRequest(faults);
  return config;
}

/** A list of ids without one, or with it at the end. */
export function withId(list: readonly string[], id: Id): string[] {
  return [...list.filter((one) => one !== id), id];
}
