/** Runs of simulations: queued, claimed by a node, and what came of them. */
import { sql, type Selectable } from 'kysely';
import type { SimulationRepository, SimulationRun, SimulationSession } from '#domain';
import type { Id } from '#kernel';
import type { SimulationRunTable } from '../database/schema-simulations.ts';
import type { Context } from './context.ts';

export function simulationRuns({ db }: Context): SimulationRepository['runs'] {
  return {
    async insert(runs) {
      if (runs.length > 0) await db.insertInto('simulation_runs').values(runs.map(toRow)).execute();
    },
    async get(organizationId, id) {
      const row = await db
        .selectFrom('simulation_runs')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toRun(row) : null;
    },
    async list(organizationId, { limit, before, offset = 0, sessionId, agentId, states, from, to }) {
      if (states?.length === 0) return { rows: [], total: 0 };
      const wanted = db
        .selectFrom('simulation_runs')
        .where('organization_id', '=', organizationId)
        .$if(sessionId !== undefined, (all) => all.where('session_id', '=', sessionId!))
        .$if(agentId !== undefined, (all) => all.where('agent_id', '=', agentId!))
        .$if(states !== undefined, (all) => all.where('state', 'in', [...states!]))
        .$if(from !== undefined, (all) => all.where('created_at', '>=', from!))
        .$if(to !== undefined, (all) => all.where('created_at', '<', to!));
      const [rows, { total }] = await Promise.all([
        wanted
          .selectAll()
          .$if(before !== undefined, (all) => all.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        wanted.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toRun), total };
    },
    async sessions(organizationId, { limit, before, offset = 0 }) {
      const { rows } = await sql<SessionRow>`
        SELECT session_id AS id, (array_agg(suite_id))[1] AS suite_id, count(*) AS total,
          count(*) FILTER (WHERE state = 'completed') AS completed,
          count(*) FILTER (WHERE state = 'failed') AS failed, min(created_at) AS created_at
        FROM simulation_runs WHERE organization_id = ${organizationId}
          AND (${before ?? null}::uuid IS NULL OR session_id < ${before ?? null}::uuid)
        GROUP BY session_id ORDER BY session_id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db);
      const { rows: counted } = await sql<{ total: number }>`
        SELECT count(DISTINCT session_id) AS total FROM simulation_runs
        WHERE organization_id = ${organizationId}`.execute(db);
      return { rows: rows.map(toSession), total: Number(counted[0]?.total ?? 0) };
    },
    async session(organizationId, id) {
      const { rows } = await sql<SessionRow>`
        SELECT session_id AS id, (array_agg(suite_id))[1] AS suite_id, count(*) AS total,
          count(*) FILTER (WHERE state = 'completed') AS completed,
          count(*) FILTER (WHERE state = 'failed') AS failed, min(created_at) AS created_at
        FROM simulation_runs WHERE organization_id = ${organizationId} AND session_id = ${id}
        GROUP BY session_id`.execute(db);
      return rows[0] ? toSession(rows[0]) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('simulation_runs')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async claimDue(now, leaseMs, limit) {
      const { rows } = await sql<Selectable<SimulationRunTable>>`
        UPDATE simulation_runs SET due_at = ${now + leaseMs}, state = 'running', updated_at = ${now}
        WHERE id IN (
          SELECT id FROM simulation_runs WHERE due_at <= ${now}
          ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING *`.execute(db);
      return rows.map(toRun);
    },
    async finish(id, { state, ...outcome }, at) {
      const { numUpdatedRows } = await db
        .updateTable('simulation_runs')
        .set({ state, outcome: JSON.stringify(outcome), due_at: null, ended_at: at, updated_at: at })
        .where('id', '=', id)
        .where('due_at', 'is not', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM simulation_runs WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
  };
}

interface SessionRow {
  readonly id: Id;
  readonly suite_id: Id | null;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly created_at: number;
}

function toSession(row: SessionRow): SimulationSession {
  return {
    ...{ id: row.id, suiteId: row.suite_id, total: Number(row.total) },
    ...{ completed: Number(row.completed), failed: Number(row.failed), createdAt: Number(row.created_at) },
  };
}

function toRow(run: SimulationRun) {
  const { caseName, persona, criteria, passes, agentName, variables, language, maxTurns } = run;
  return {
    ...{ id: run.id, organization_id: run.organizationId, session_id: run.sessionId, suite_id: run.suiteId },
    ...{ case_id: run.caseId, agent_id: run.agentId, state: run.state, outcome: null },
    made_of: JSON.stringify({
      ...{ caseName, persona, criteria, passes, agentName, variables, language, maxTurns },
    }),
    ...{ due_at: run.createdAt, created_at: run.createdAt, ended_at: null, updated_at: run.updatedAt },
  };
}

function toRun(row: Selectable<SimulationRunTable>): SimulationRun {
  const nothing = { turns: [], tools: [], endedBy: null, verdict: null, fault: null };
  return {
    ...{ id: row.id, organizationId: row.organization_id, sessionId: row.session_id, suiteId: row.suite_id },
    ...{ caseId: row.case_id, agentId: row.agent_id, state: row.state },
    ...row.made_of,
    ...(row.outcome ?? nothing),
    ...{ createdAt: row.created_at, endedAt: row.ended_at, updatedAt: row.updated_at },
  };
}
