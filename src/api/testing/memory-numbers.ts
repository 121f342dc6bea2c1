/** Trunks, numbers and their pools, in memory. */
import type { NumberPool, NumberQuery, PhoneNumber, Repositories, Trunk } from '#domain';
import { AppError, type Id } from '#kernel';
import { memoryTable, pageOf } from './memory-table.ts';

export function memoryNumbers(): Pick<Repositories, 'trunks' | 'trunkWatches' | 'numbers' | 'numberPools'> {
  const trunks = memoryTable<Trunk>();
  const numbers = memoryTable<PhoneNumber>(
    (row, organizationId) =>
      row.organizationId === organizationId || row.ownerOrganizationId === organizationId,
  );
  const pools = memoryTable<NumberPool>();
  const find = (e164: string) => [...numbers.rows.values()].find((row) => row.e164 === e164) ?? null;
  const wanted = (organizationId: Id, query: Partial<NumberQuery>): PhoneNumber[] =>
    numbers
      .of(organizationId)
      .filter(
        ({ agentId, trunkId, active, e164, name }) =>
          (query.agentId === undefined || agentId === query.agentId) &&
          (query.trunkId === undefined || trunkId === query.trunkId) &&
          (query.active === undefined || active === query.active) &&
          (query.unbound === undefined || (agentId === null) === query.unbound) &&
          `${e164} ${name}`.includes(query.search ?? ''),
      );
  return {
    trunks: {
      ...trunks,
      listActive: async (limit) => [...trunks.rows.values()].filter((row) => row.active).slice(0, limit),
    },
    trunkWatches: {
      claim: async () => [],
      report: async () => {},
      release: async () => {},
      all: async () => new Map(),
      of: async () => new Map(),
    },
    numbers: {
      ...numbers,
      insert: async (number) => {
        if (find(number.e164))
          throw new AppError({
            code: 'number-taken',
            status: 409,
            message: `${number.e164} is already there.`,
            param: 'e164',
          });
        await numbers.insert(number);
      },
      findByE164: async (organizationId, e164) =>
        numbers.of(organizationId).find((row) => row.e164 === e164) ?? null,
      findAnywhere: async (e164) => find(e164),
      list: async (organizationId, query) => pageOf(wanted(organizationId, query), query),
      count: async (organizationId, query) => wanted(organizationId, query).length,
      unbindAgent: async (organizationId, agentId, updatedAt) => {
        const bound = wanted(organizationId, {}).filter(
          (row) => row.agentId === agentId || row.reservedForAgents.includes(agentId),
        );
        for (const row of bound)
          await numbers.update(organizationId, row.id, {
            agentId: row.agentId === agentId ? null : row.agentId,
            reservedForAgents: row.reservedForAgents.filter((id) => id !== agentId),
            updatedAt,
          });
        return bound.length;
      },
    },
    numberPools: {
      ...pools,
      list: async (organizationId, { numberId, ...page }) => {
        const rows = pools
          .of(organizationId)
          .filter(
            ({ members }) => numberId === undefined || members.some((member) => member.numberId === numberId),
          );
        return { rows: pageOf(rows, page), total: rows.length };
      },
    },
  };
}
