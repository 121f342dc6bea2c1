/** Keeps agents that Flireo's clients make, change and delete: native object, webhook endpoint and what was written. */
import type { Agent, AgentVersion, Repositories, Tenant } from '#domain';
import { notFound } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { bindingsOf, unbindAgent } from '../../../native/agents/unbind.ts';
import { refuseWhileCampaigns } from '../../../native/campaigns/in-use.ts';
import { membersOf, shownOf, usualOf, type WholeAgent } from './agents.ts';
import { saveEndpoint } from './endpoint.ts';
import { AGENT, keep } from './kept.ts';
import { readChange, readNewAgent } from './read.ts';

/** @throws AppError `invalid-request`, `url-refused` (400), `quota-exceeded` (403) */
export async function createAgent(deps: DialectDeps, tenant: Tenant, body: unknown): Promise<WholeAgent> {
  const { organizationId } = tenant;
  const capabilities = await deps.models.capabilities(organizationId);
  const written = readNewAgent(body, { capabilities, checkAgent: deps.checkAgent });
  if (written.webhook.url !== null) await deps.checkUrl?.(written.webhook.url);
  const now = deps.clock.now();
  const { config } = written;
  const agent: Agent = {
    ...{ id: deps.ids.next(), organizationId, config, productionVersionId: null },
    ...{ createdAt: now, updatedAt: now },
  };
  return deps.store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    const endpoint = await saveEndpoint(tx, agent, null, written.webhook, { ids: deps.ids, now });
    const shown = shownOf(config, endpoint, usualOf(capabilities));
    const kept = await tx.dialectData.put(
      organizationId,
      AGENT,
      agent.id,
      keep(null, written.given, shown),
      now,
    );
    return { agent, config, kept, endpoint };
  });
}

/** @throws AppError `invalid-request`, `url-refused` (400), `agent-unknown` (404) */
export async function changeAgent(
  deps: DialectDeps,
  tenant: Tenant,
  whole: WholeAgent,
  body: unknown,
): Promise<WholeAgent> {
  const { organizationId } = tenant;
  const capabilities = await deps.models.capabilities(organizationId);
  const usual = usualOf(capabilities);
  const secret = whole.endpoint?.secret ?? null;
  const change = readChange(
    body,
    { told: membersOf(whole, usual), webhook: { secret } },
    { capabilities, checkAgent: deps.checkAgent },
  );
  if (change.webhook?.url) await deps.checkUrl?.(change.webhook.url);
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const agent = await saved(tx, deps, whole, change.apply, now);
    const endpoint = change.webhook
      ? await saveEndpoint(tx, agent, whole.endpoint, change.webhook, { ids: deps.ids, now })
      : whole.endpoint;
    const config = change.apply(whole.config);
    const data = keep(whole.kept?.data ?? null, change.given, shownOf(config, endpoint, usual));
    const kept = await tx.dialectData.put(organizationId, AGENT, agent.id, data, now);
    return { agent, config, kept, endpoint };
  });
}

/** Flireo has no versions: what is written is what calls run. */
async function saved(
  tx: Repositories,
  { ids }: Pick<DialectDeps, 'ids'>,
  { agent, config: running }: WholeAgent,
  apply: (config: Agent['config']) => Agent['config'],
  now: number,
): Promise<Agent> {
  const { organizationId, id, productionVersionId } = agent;
  const current = await tx.agents.lock(organizationId, id);
  if (!current) throw notFound('agent');
  const updated = await tx.agents.update(organizationId, id, apply(current.config), now);
  if (!updated) throw notFound('agent');
  if (productionVersionId === null) return updated;
  const version: Omit<AgentVersion, 'number' | 'name'> = {
    ...{ id: ids.next(), agentId: id, organizationId },
    ...{ message: 'Changed by Flireo’s API', config: apply(running), createdAt: now },
  };
  await tx.agents.insertVersion(version);
  return (await tx.agents.setProduction(organizationId, id, version.id, now)) ?? updated;
}

/** Numbers that it answers answer no more. @throws AppError `agent-unknown` (404), `agent-in-use` (409) */
export async function deleteAgent(
  { store, clock }: DialectDeps,
  { organizationId }: Tenant,
  { agent: { id }, endpoint }: WholeAgent,
): Promise<void> {
  await store.transaction(async (tx) => {
    await refuseWhileCampaigns(tx, organizationId, { agentId: id });
    await unbindAgent(tx, organizationId, id, await bindingsOf(tx, organizationId, id), clock.now());
    if (endpoint) await tx.webhooks.removeEndpoint(organizationId, endpoint.id);
    await tx.dialectData.remove(organizationId, AGENT, id);
    if (!(await tx.agents.remove(organizationId, id))) throw notFound('agent');
  });
}
