/**
 * The numbers that an agent may show: its main one, those of its pool, and those that it answers. A number answers for at
 * most one agent, and may be shown by many.
 */
import type { Agent, AgentConfig, NumberPool, PhoneNumber, Repositories, Tenant } from '#domain';
import { invalidRequest, parseId, spellNative, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import type { AgentType } from '../assistants/own.ts';

type Numbers = Pick<Repositories, 'numbers' | 'numberPools'>;

const MANY = 1000;

async function poolOf(
  { numberPools }: Numbers,
  { organizationId }: Tenant,
  { number_pool_id }: AgentConfig,
): Promise<NumberPool | null> {
  const id = number_pool_id === undefined ? null : parseId(number_pool_id);
  return id === null ? null : numberPools.get(organizationId, id);
}

/** The main one first, then by their order in the pool. */
export async function numbersOf(
  store: Numbers,
  tenant: Tenant,
  { id, config }: Pick<Agent, 'id' | 'config'>,
): Promise<readonly PhoneNumber[]> {
  const { organizationId } = tenant;
  const [pool, bound] = await Promise.all([
    poolOf(store, tenant, config),
    store.numbers.list(organizationId, { limit: MANY, agentId: id }),
  ]);
  const main = config.number_id === undefined ? null : parseId(config.number_id);
  const ids = new Set([
    ...(main === null ? [] : [main]),
    ...(pool?.members ?? []).map(({ numberId }) => numberId),
    ...bound.map((number) => number.id),
  ]);
  const found = await Promise.all([...ids].map((one) => store.numbers.get(organizationId, one)));
  return found.filter((one) => one !== null);
}

/** Puts them into its pool; an agent that takes calls answers them from now on. @returns its configuration then */
export async function attach(
  { store, ids, clock }: Pick<DialectDeps, 'ids' | 'clock'> & { readonly store: Numbers },
  { organizationId, id: agentId, config }: Pick<Agent, 'organizationId' | 'id' | 'config'>,
  type: AgentType,
  added: readonly PhoneNumber[],
): Promise<AgentConfig> {
  const at = clock.now();
  if (type === 'inbound') {
    const taken = added.find((number) => number.agentId !== null && number.agentId !== agentId);
    if (taken)
      throw invalidRequest([
        {
          param: 'phone_numbers',
          rule: 'one-inbound-agent',
          message: `${taken.e164} is attached to another inbound agent; detach it there first.`,
        },
      ]);
    for (const number of added)
      await store.numbers.update(organizationId, number.id, { agentId, updatedAt: at });
  }
  const pool = await poolOf(store, { organizationId } as Tenant, config);
  const members = [
    ...(pool?.members ?? []),
    ...added
      .filter((number) => !pool?.members.some(({ numberId }) => numberId === number.id))
      .map((number) => ({ numberId: number.id, weight: 1 })),
  ];
  const first = { number_id: config.number_id ?? (added[0] && spellNative('num', added[0].id)) };
  const withFirst: AgentConfig = {
    ...config,
    ...(first.number_id === undefined ? {} : { number_id: first.number_id }),
  };
  if (pool) {
    await store.numberPools.update(organizationId, pool.id, { members, updatedAt: at });
    return withFirst;
  }
  const made: NumberPool = {
    ...{
      id: ids.next(),
      organizationId,
      name: `Pool of ${config.name}`.slice(0, 200),
      rule: 'first',
      members,
    },
    ...{ createdAt: at, updatedAt: at },
  };
  await store.numberPools.insert(made);
  return { ...withFirst, number_pool_id: spellNative('pool', made.id) };
}

/** It leaves the pool, is no main number any more, and is not answered by this agent. */
export async function detach(
  { store, clock }: Pick<DialectDeps, 'clock'> & { readonly store: Numbers },
  { organizationId, id: agentId, config }: Pick<Agent, 'organizationId' | 'id' | 'config'>,
  number: PhoneNumber,
): Promise<AgentConfig> {
  const at = clock.now();
  const pool = await poolOf(store, { organizationId } as Tenant, config);
  const members = (pool?.members ?? []).filter(({ numberId }) => numberId !== number.id);
  if (pool) await store.numberPools.update(organizationId, pool.id, { members, updatedAt: at });
  if (number.agentId === agentId)
    await store.numbers.update(organizationId, number.id, { agentId: null, updatedAt: at });
  const { number_id, number_pool_id, ...rest } = config;
  const isMain = number_id !== undefined && parseId(number_id) === number.id;
  const next = isMain ? members[0] && spellNative('num', members[0].numberId) : number_id;
  return {
    ...rest,
    ...(next === undefined ? {} : { number_id: next }),
    // An empty pool would let it show nothing at all.
    ...(number_pool_id === undefined || members.length === 0 ? {} : { number_pool_id }),
  };
}

/** May this agent show it? One to which nothing was ever attached may show every number of the organization. */
export function mayShow(attached: readonly PhoneNumber[], numberId: Id): boolean {
  return attached.length === 0 || attached.some(({ id }) => id === numberId);
}
