/** Changes of an agent that its prompts follow: each gets a version anew, and keeps its id. */
import type { Agent, AgentConfig, Repositories } from '#domain';
import { invalidRequest, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { promptOf, type UseCaseRecord } from './record.ts';

type Deps = Pick<DialectDeps, 'ids' | 'clock' | 'checkAgent'>;

/**
 * Changes the working copy, the prompts that dial keeps, and the version in production. Versions that another API made and
 * that are not in production stay as they are.
 * @throws AppError `invalid-request` when the agent cannot be so
 */
export async function changeAgent(
  tx: Repositories,
  deps: Deps,
  agent: Agent,
  record: UseCaseRecord,
  change: (config: AgentConfig) => AgentConfig,
): Promise<{ readonly agent: Agent; readonly record: UseCaseRecord }> {
  const { organizationId, id, productionVersionId: production } = agent;
  const { config: current } = (await tx.agents.lock(organizationId, id)) ?? agent;
  const config = checked(deps, change(current));
  let next = (await tx.agents.update(organizationId, id, config, deps.clock.now())) ?? agent;
  let kept = record;
  const ids = new Set([
    ...(Object.keys(record.prompts) as Id[]),
    ...(production === null ? [] : [promptOf(record, production)]),
  ]);
  for (const promptId of ids) {
    const result = await changePrompt(tx, deps, next, kept, promptId, change);
    next = result.agent;
    kept = result.record;
  }
  return { agent: next, record: kept };
}

/** Gives one prompt a version anew; when it was the one in production, so is the new one. */
export async function changePrompt(
  tx: Repositories,
  deps: Deps,
  agent: Agent,
  record: UseCaseRecord,
  promptId: Id,
  change: (config: AgentConfig) => AgentConfig,
  name?: string,
): Promise<{ readonly agent: Agent; readonly record: UseCaseRecord }> {
  const { organizationId } = agent;
  const place = record.prompts[promptId] ?? { version: promptId, past: [] };
  const before = await tx.agents.getVersion(organizationId, agent.id, place.version);
  if (!before) return { agent, record };
  const at = deps.clock.now();
  const version = await tx.agents.insertVersion({
    id: deps.ids.next(),
    agentId: agent.id,
    organizationId,
    name: name ?? before.name,
    message: before.message,
    config: checked(deps, change(before.config)),
    createdAt: at,
  });
  const prompts = {
    ...record.prompts,
    [promptId]: { ...place, version: version.id, past: [...place.past, place.version] },
  };
  const isProduction = agent.productionVersionId === place.version;
  const next = isProduction ? await tx.agents.setProduction(organizationId, agent.id, version.id, at) : agent;
  return { agent: next ?? agent, record: { ...record, prompts } };
}

/** @throws AppError `invalid-request` naming what is wrong */
export function checked({ checkAgent }: Pick<Deps, 'checkAgent'>, config: AgentConfig): AgentConfig {
  const faults = checkAgent(config);
  if (faults.length > 0) throw invalidRequest(faults);
  return config;
}
