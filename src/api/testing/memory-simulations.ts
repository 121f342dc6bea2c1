/** Simulations in memory. */
import type {
  Repositories,
  SimulationCase,
  SimulationRepository,
  SimulationRun,
  SimulationScenario,
  SimulationSession,
  SimulationSuite,
} from '#domain';
import type { Id, Millis } from '#kernel';
import { memoryTable, pageOf } from './memory-table.ts';

const has = (text: string, search = ''): boolean => text.toLowerCase().includes(search.toLowerCase());

export function memorySimulations(): Pick<Repositories, 'simulations'> {
  const cases = memoryTable<SimulationCase>();
  const suites = memoryTable<SimulationSuite>();
  const scenarios = memoryTable<SimulationScenario>();
  return {
    simulations: {
      cases: {
        ...timed(cases),
        list: async (organizationId, { search, kind, suiteId, agentId, ...page }) =>
          listed(
            cases
              .of(organizationId)
              .filter((row) => has(row.name, search))
              .filter((row) => kind === undefined || row.kind === kind)
              .filter((row) => suiteId === undefined || row.suiteId === suiteId)
              .filter((row) => agentId === undefined || row.agentId === agentId),
            page,
          ),
      },
      suites: {
        ...timed(suites),
        list: async (organizationId, { search, agentIds, from = 0, to = Infinity, ...page }) =>
          listed(
            suites
              .of(organizationId)
              .filter((row) => has(row.name, search) && row.createdAt >= from && row.createdAt < to)
              .filter((row) => agentIds === undefined || agentIds.includes(row.agentId)),
            page,
          ),
        remove: async (organizationId, id) => {
          for (const row of cases.of(organizationId)) if (row.suiteId === id) cases.rows.delete(row.id);
          return suites.remove(organizationId, id);
        },
      },
      scenarios: {
        ...timed(scenarios),
        list: async (organizationId, { search, ...page }) =>
          listed(
            scenarios.of(organizationId).filter((row) => has(row.name, search)),
            page,
          ),
      },
      runs: runs(),
    },
  };
}

function runs(): SimulationRepository['runs'] {
  const table = memoryTable<SimulationRun>();
  const due = new Map<Id, Millis>();
  const sessions = (organizationId: Id): SimulationSession[] => {
    const byId = Map.groupBy(table.of(organizationId), (run) => run.sessionId);
    return [...byId].map(([id, all]) => ({
      ...{ id, suiteId: all[0]!.suiteId, total: all.length, createdAt: all.at(-1)!.createdAt },
      completed: all.filter(({ state }) => state === 'completed').length,
      failed: all.filter(({ state }) => state === 'failed').length,
    }));
  };
  return {
    insert: async (rows) => {
      for (const row of rows) {
        table.rows.set(row.id, row);
        due.set(row.id, row.createdAt);
      }
    },
    get: table.get,
    list: async (organizationId, { sessionId, agentId, states, from = 0, to = Infinity, ...page }) =>
      listed(
        table
          .of(organizationId)
          .filter((row) => sessionId === undefined || row.sessionId === sessionId)
          .filter((row) => agentId === undefined || row.agentId === agentId)
          .filter((row) => states === undefined || states.includes(row.state))
          .filter((row) => row.createdAt >= from && row.createdAt < to),
        page,
      ),
    sessions: async (organizationId, page) => listed(sessions(organizationId), page),
    session: async (organizationId, id) => sessions(organizationId).find((row) => row.id === id) ?? null,
    remove: table.remove,
    claimDue: async (now, leaseMs, limit) => {
      const ids = [...due].filter(([, at]) => at <= now).slice(0, limit);
      return ids.map(([id]) => {
        due.set(id, now + leaseMs);
        const run = { ...table.rows.get(id)!, state: 'running' as const };
        table.rows.set(id, run);
        return run;
      });
    },
    finish: async (id, end, at) => {
      if (!due.delete(id)) return false;
      table.rows.set(id, { ...table.rows.get(id)!, ...end, endedAt: at, updatedAt: at });
      return true;
    },
    nextDueAt: async () => [...due.values()].sort((one, other) => one - other)[0] ?? null,
  };
}

function listed<Row extends { readonly id: Id }>(all: readonly Row[], page: Parameters<typeof pageOf>[1]) {
  return { rows: pageOf(all, page) as Row[], total: all.length };
}

function timed<Row extends { readonly id: Id; readonly organizationId: Id; readonly updatedAt: Millis }>(
  table: ReturnType<typeof memoryTable<Row>>,
) {
  return {
    insert: table.insert,
    get: table.get,
    remove: table.remove,
    update: (organizationId: Id, id: Id, patch: Partial<Row>, at: Millis) =>
      table.update(organizationId, id, { ...patch, updatedAt: at } as Partial<Row>),
  };
}
