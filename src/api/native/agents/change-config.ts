/** A working copy is read, changed, checked and written; what another request writes meanwhile stays. */
import { isDeepStrictEqual } from 'node:util';
import type { Agent, AgentConfig, Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { knownAgent } from '../shapes/known.ts';

/**
 * The check may ask a provider, so that no row is locked while it runs: it is made anew where the copy has changed under
 * it, which another request has then got through.
 * @throws AppError `agent-unknown` (404)
 */
export async function changeConfig(
  deps: Pick<NativeDeps, 'store' | 'clock'>,
  tenant: Tenant,
  id: Id,
  change: (current: AgentConfig) => Promise<AgentConfig>,
): Promise<Agent> {
  const { organizationId } = tenant;
  for (;;) {
    const { config: before } = await knownAgent(deps, tenant, id);
    const config = await change(before);
    const written = await deps.store.transaction(async (tx) => {
      const now = await tx.agents.lock(organizationId, id);
      if (!now) throw notFound('agent');
      if (!isDeepStrictEqual(now.config, before)) return null;
      return tx.agents.update(organizationId, id, config, deps.clock.now());
    });
    if (written) return written;
  }
}
