/** Cases, suites and scenarios of simulations; their runs stand beside. */
import { sql, type Selectable } from 'kysely';
import type { SimulationCase, SimulationRepository, SimulationScenario, SimulationSuite } from '#domain';
import type {
  SimulationCaseTable,
  SimulationScenarioTable,
  SimulationSuiteTable,
} from '../database/schema-simulations.ts';
import { containing } from './containing.ts';
import type { Context } from './context.ts';
import { simulationRuns } from './simulation-runs.ts';

const total = sql<number>`count(*)`.as('total');

export function simulationRepository(context: Context): SimulationRepository {
  return {
    cases: cases(context),
    suites: suites(context),
    scenarios: scenarios(context),
    runs: simulationRuns(context),
  };
}

function cases({ db }: Context): SimulationRepository['cases'] {
  return {
    async insert(row) {
      await db
        .insertInto('simulation_cases')
        .values({
          ...{ id: row.id, organization_id: row.organizationId, suite_id: row.suiteId, name: row.name },
          ...{ persona: row.persona, kind: row.kind, criteria: JSON.stringify(row.criteria) },
          ...{ passes: row.passes, agent_id: row.agentId },
          ...{ created_at: row.createdAt, updated_at: row.updatedAt },
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('simulation_cases')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toCase(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0, search, kind, suiteId, agentId }) {
      const wanted = db
        .selectFrom('simulation_cases')
        .where('organization_id', '=', organizationId)
        .$if(search !== undefined, (all) => all.where('name', 'ilike', containing(search!)))
        .$if(kind !== undefined, (all) => all.where('kind', '=', kind!))
        .$if(suiteId !== undefined, (all) => all.where('suite_id', '=', suiteId!))
        .$if(agentId !== undefined, (all) => all.where('agent_id', '=', agentId!));
      const [rows, count] = await Promise.all([
        wanted
          .selectAll()
          .$if(before !== undefined, (all) => all.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        wanted.select(total).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toCase), total: count.total };
    },
    async update(organizationId, id, { criteria, suiteId, agentId, ...patch }, at) {
      const row = await db
        .updateTable('simulation_cases')
        .set({
          ...patch,
          ...(criteria === undefined ? {} : { criteria: JSON.stringify(criteria) }),
          ...(suiteId === undefined ? {} : { suite_id: suiteId }),
          ...(agentId === undefined ? {} : { agent_id: agentId }),
          updated_at: at,
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toCase(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('simulation_cases')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function suites({ db }: Context): SimulationRepository['suites'] {
  return {
    async insert(row) {
      await db
        .insertInto('simulation_suites')
        .values({
          ...{ id: row.id, organization_id: row.organizationId, name: row.name, agent_id: row.agentId },
          ...{ language: row.language, created_at: row.createdAt, updated_at: row.updatedAt },
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('simulation_suites')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toSuite(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0, search, agentIds, from, to }) {
      if (agentIds?.length === 0) return { rows: [], total: 0 };
      const wanted = db
        .selectFrom('simulation_suites')
        .where('organization_id', '=', organizationId)
        .$if(search !== undefined, (all) => all.where('name', 'ilike', containing(search!)))
        .$if(agentIds !== undefined, (all) => all.where('agent_id', 'in', [...agentIds!]))
        .$if(from !== undefined, (all) => all.where('created_at', '>=', from!))
        .$if(to !== undefined, (all) => all.where('created_at', '<', to!));
      const [rows, count] = await Promise.all([
        wanted
          .selectAll()
          .$if(before !== undefined, (all) => all.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        wanted.select(total).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toSuite), total: count.total };
    },
    async update(organizationId, id, { agentId, ...patch }, at) {
      const row = await db
        .updateTable('simulation_suites')
        .set({ ...patch, ...(agentId === undefined ? {} : { agent_id: agentId }), updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toSuite(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('simulation_suites')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function scenarios({ db }: Context): SimulationRepository['scenarios'] {
  return {
    async insert(row) {
      await db
        .insertInto('simulation_scenarios')
        .values({
          ...{ id: row.id, organization_id: row.organizationId, name: row.name },
          ...{ description: row.description, created_at: row.createdAt, updated_at: row.updatedAt },
        })
        .execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('simulation_scenarios')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toScenario(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0, search }) {
      const wanted = db
        .selectFrom('simulation_scenarios')
        .where('organization_id', '=', organizationId)
        .$if(search !== undefined, (all) => all.where('name', 'ilike', containing(search!)));
      const [rows, count] = await Promise.all([
        wanted
          .selectAll()
          .$if(before !== undefined, (all) => all.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        wanted.select(total).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toScenario), total: count.total };
    },
    async update(organizationId, id, patch, at) {
      const row = await db
        .updateTable('simulation_scenarios')
        .set({ ...patch, updated_at: at })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toScenario(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('simulation_scenarios')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function toCase(row: Selectable<SimulationCaseTable>): SimulationCase {
  return {
    ...{ id: row.id, organizationId: row.organization_id, suiteId: row.suite_id, name: row.name },
    ...{ persona: row.persona, kind: row.kind, criteria: row.criteria, passes: row.passes },
    ...{ agentId: row.agent_id, createdAt: row.created_at, updatedAt: row.updated_at },
  };
}

function toSuite(row: Selectable<SimulationSuiteTable>): SimulationSuite {
  return {
    ...{ id: row.id, organizationId: row.organization_id, name: row.name, agentId: row.agent_id },
    ...{ language: row.language, createdAt: row.created_at, updatedAt: row.updated_at },
  };
}

function toScenario(row: Selectable<SimulationScenarioTable>): SimulationScenario {
  return {
    ...{ id: row.id, organizationId: row.organization_id, name: row.name, description: row.description },
    ...{ createdAt: row.created_at, updatedAt: row.updated_at },
  };
}
