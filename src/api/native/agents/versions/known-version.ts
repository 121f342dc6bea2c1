/** The agent and the version that a path names. */
import type { Agent, AgentVersion, Tenant } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { NativeDeps } from '../../native.ts';
import { findId, IdText } from '../../shapes/ids.ts';
import { knownAgent } from '../../shapes/known.ts';

export const VersionParams = Type.Object({ id: IdText, version_id: IdText });

/** @throws AppError `agent-unknown`, `agent-version-unknown` (404) */
export async function knownVersion(
  deps: NativeDeps,
  tenant: Tenant,
  params: { readonly id: string; readonly version_id: string },
): Promise<{ readonly agent: Agent; readonly version: AgentVersion }> {
  const agent = await knownAgent(deps, tenant, await findId(deps, tenant, params.id, 'agent'));
  const id = await findId(deps, tenant, params.version_id, 'agent-version');
  const version = await deps.store.agents.getVersion(tenant.organizationId, agent.id, id);
  if (!version) throw notFound('agent-version');
  return { agent, version };
}
