/** Ids that a body names must be there, and belong to who asks. */
import type { Agent, PhoneNumber, Repositories, Tenant, Trunk } from '#domain';
import { notFound, type Id } from '#kernel';

/** A store or a transaction of it. */
interface Deps {
  readonly store: Pick<Repositories, 'agents' | 'trunks' | 'numbers'>;
}

/** @throws AppError `trunk-unknown` (404) */
export async function knownTrunk(deps: Deps, tenant: Tenant, id: Id, param?: string): Promise<Trunk> {
  const trunk = await deps.store.trunks.get(tenant.organizationId, id);
  if (!trunk) throw notFound('trunk', param);
  return trunk;
}

/** @throws AppError `agent-unknown` (404) */
export async function knownAgent(deps: Deps, tenant: Tenant, id: Id, param?: string): Promise<Agent> {
  const agent = await deps.store.agents.get(tenant.organizationId, id);
  if (!agent) throw notFound('agent', param);
  return agent;
}

/** @throws AppError `number-unknown` (404) */
export async function knownNumber(deps: Deps, tenant: Tenant, id: Id, param?: string): Promise<PhoneNumber> {
  const number = await deps.store.numbers.get(tenant.organizationId, id);
  if (!number) throw notFound('number', param);
  return number;
}
