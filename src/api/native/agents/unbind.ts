/** Numbers that an agent answers, and leaving them without it. */
import type { PhoneNumber, Repositories } from '#domain';
import { parseId, type Id, type Millis } from '#kernel';

type Numbers = Pick<Repositories, 'numbers'>;

/** Bound to it, reserved for it, or routed to it. */
export async function bindingsOf(
  { numbers }: Numbers,
  organizationId: Id,
  agentId: Id,
): Promise<readonly PhoneNumber[]> {
  const all = await numbers.list(organizationId, { limit: 100_000 });
  return all.filter(
    (number) =>
      number.agentId === agentId ||
      number.reservedForAgents.includes(agentId) ||
      number.routes?.agents?.some(({ agent_id }) => parseId(agent_id) === agentId),
  );
}

/** @param using as `bindingsOf` told them */
export async function unbindAgent(
  { numbers }: Numbers,
  organizationId: Id,
  agentId: Id,
  using: readonly PhoneNumber[],
  now: Millis,
): Promise<void> {
  await numbers.unbindAgent(organizationId, agentId, now);
  for (const { id, routes } of using) {
    if (!routes?.agents) continue;
    const { agents: _gone, ...rest } = routes;
    await numbers.update(organizationId, id, {
      routes: Object.keys(rest).length > 0 ? rest : null,
      updatedAt: now,
    });
  }
}
