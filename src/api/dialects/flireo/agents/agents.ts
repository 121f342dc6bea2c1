/** Agents as Flireo tells them, and what it takes to write them. */
import type { Agent, AgentConfig, DialectData, EngineCapabilities, Tenant, WebhookEndpoint } from '#domain';
import { preferredFor } from '#domain';
import { notFound, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import type { Json } from '../../shared/fields.ts';
import { iso } from '../shapes/moments.ts';
import { blocksOf, type Usual } from './blocks.ts';
import { endpointsOf, webhookShown } from './endpoint.ts';
import { AGENT, told } from './kept.ts';

/** An agent with all that is told of it. */
export interface WholeAgent {
  readonly agent: Agent;
  /** What calls run: the production version's, else the working copy. */
  readonly config: AgentConfig;
  readonly kept: DialectData | null;
  readonly endpoint: WebhookEndpoint | null;
}

/** @throws AppError `agent-unknown` (404) */
export async function findAgent(
  deps: DialectDeps,
  tenant: Tenant,
  text: string,
  param?: string,
): Promise<WholeAgent> {
  const id = await resolveId(deps, tenant, 'flireo', 'agent', text);
  const agent = id && (await deps.store.agents.get(tenant.organizationId, id));
  if (!agent) throw notFound('agent', param);
  return (await wholeAgents(deps, tenant, [agent], agent.id))[0]!;
}

/** @param one asks for no more than this agent's */
export async function wholeAgents(
  { store }: Pick<DialectDeps, 'store'>,
  { organizationId }: Tenant,
  agents: readonly Agent[],
  one?: Id,
): Promise<readonly WholeAgent[]> {
  const kept = await store.dialectData.getMany(
    organizationId,
    AGENT,
    agents.map(({ id }) => id),
  );
  const endpoints = await endpointsOf(store, organizationId, one);
  return Promise.all(
    agents.map(async (agent) => ({
      agent,
      config: await runningOf(store, agent),
      kept: kept.get(agent.id) ?? null,
      endpoint: endpoints.get(agent.id) ?? null,
    })),
  );
}

async function runningOf({ agents }: DialectDeps['store'], agent: Agent): Promise<AgentConfig> {
  const { productionVersionId: id } = agent;
  const version = id === null ? null : await agents.getVersion(agent.organizationId, agent.id, id);
  return version?.config ?? agent.config;
}

/** The members of an agent, in both generations' words. */
export function membersOf({ config, kept, endpoint }: Omit<WholeAgent, 'agent'>, usual: Usual): Json {
  return told(kept?.data ?? null, shownOf(config, endpoint, usual));
}

/** As native has it, whatever was written. */
export function shownOf(config: AgentConfig, endpoint: WebhookEndpoint | null, usual: Usual): Json {
  return { ...blocksOf(config, usual), ...webhookShown(endpoint, config) };
}

export function agentShown(whole: WholeAgent, usual: Usual): Json {
  const { id, organizationId, createdAt, updatedAt } = whole.agent;
  return {
    id,
    org_id: organizationId,
    ...membersOf(whole, usual),
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
  };
}

/** What is used where an agent names nothing. */
export function usualOf({ providers }: EngineCapabilities): Usual {
  const [stt] = preferredFor('stt', providers);
  const [llm] = preferredFor('llm', providers);
  const [tts] = preferredFor('tts', providers);
  return {
    ...(stt && { stt: { provider: stt.provider, model: stt.stages.stt.model } }),
    ...(llm && { llm: { provider: llm.provider, model: llm.stages.llm.model } }),
    ...(tts && { tts: { provider: tts.provider } }),
  };
}
