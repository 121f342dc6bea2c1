/** The agent that a request names. */
import type { Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { findId } from '../shapes/ids.ts';

/** @throws AppError `agent-unknown` (404) */
export async function knownAgent(deps: NativeDeps, tenant: Tenant, text: string): Promise<Id> {
  const id = await findId(deps, tenant, text, 'agent', 'agent_id');
  if (!(await deps.store.agents.get(tenant.organizationId, id))) throw notFound('agent', 'agent_id');
  return id;
}
