/** Numbers in Flireo's words. A number's trunk is what it dials and transfers through. */
import type { PhoneNumber, Tenant } from '#domain';
import type { Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import type { Json } from '../../shared/fields.ts';
import { iso } from '../shapes/moments.ts';

const unique = (ids: readonly (Id | null)[]): Id[] => [...new Set(ids.filter((id) => id !== null))];

export async function numbersShown(
  { store }: Pick<DialectDeps, 'store'>,
  { organizationId }: Tenant,
  numbers: readonly PhoneNumber[],
): Promise<Json[]> {
  const agentIds = unique(numbers.map(({ agentId }) => agentId));
  const trunkIds = unique(numbers.map(({ trunkId }) => trunkId));
  const [agents, trunks] = await Promise.all([
    Promise.all(agentIds.map(async (id) => [id, await store.agents.get(organizationId, id)] as const)),
    Promise.all(trunkIds.map(async (id) => [id, await store.trunks.get(organizationId, id)] as const)),
  ]);
  const [agentOf, trunkOf] = [new Map(agents), new Map(trunks)];
  return numbers.map((number) => {
    const agent = (number.agentId && agentOf.get(number.agentId)) || null;
    const trunk = (number.trunkId && trunkOf.get(number.trunkId)) || null;
    const business = agent?.config.variables?.['business_name'];
    return {
      ...{ id: number.id, phone_number: number.e164, number: number.e164, name: number.name },
      ...{ agent_id: number.agentId, assistant_id: number.agentId },
      ...{ agent_name: agent?.config.name ?? null, assistant_name: agent?.config.name ?? null },
      business_name: typeof business === 'string' ? business : null,
      transfer_trunk_id: trunk?.id ?? null,
      transfer_trunk_name: trunk?.name ?? null,
      source: 'sip',
      is_active: number.active,
      ...{ created_at: iso(number.createdAt), updated_at: iso(number.updatedAt) },
    };
  });
}
