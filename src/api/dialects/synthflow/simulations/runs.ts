/** `/simulations` and their sessions. */
import type { SimulationState } from '#domain';
import { invalidRequest, notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, Numbered, numberedPage, ok, queryOf, queryText, wrapped } from '../shapes/envelope.ts';
import { idIn, idOf, type Params } from '../shapes/ids.ts';
import { readMoment } from '../shapes/moment.ts';
import { RunBody, RunItem, SessionItem } from './schemas.ts';
import { showRun, showSession } from './show.ts';

const RunPath = Type.Object({ simulationId: Type.String({ examples: [sampleUuid('simulation')] }) });
const SessionPath = Type.Object({ sessionId: Type.String({ examples: [sampleUuid('simulation-session')] }) });
const Page = closed({ pagination: Numbered, items: Type.Array(RunItem) });
const Sessions = closed({ pagination: Numbered, items: Type.Array(SessionItem) });
const tags = ['simulations'];
const [read, write] = ['agents:read', 'agents:write'] as const;
const STATES: Readonly<Record<string, readonly SimulationState[]>> = {
  'in-progress': ['queued', 'running'],
  completed: ['completed'],
  failed: ['failed'],
};
/** Of one session. */
const MOST_RUNS = 1000;

export function runRoutes(app: FastifyInstance, deps: DialectDeps): void {
  app.post(
    '/simulations',
    {
      schema: {
        ...{ tags, operationId: 'createSimulation', summary: 'Rehearse an agent', scope: write },
        ...{ body: RunBody, response: { 200: wrapped(RunItem) } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const [of, target] = [
        fields.requiredText('simulation_case_id'),
        fields.requiredText('target_agent_id'),
      ];
      const session = fields.text('simulation_session_id') || null;
      const variables = fields.object('custom_variables');
      fields.finish();
      const run = await deps.simulations.run(tenant, {
        caseId: await idIn(deps, tenant, 'simulation-case', of, 'simulation_case_id'),
        agentId: await idIn(deps, tenant, 'agent', target, 'target_agent_id'),
        ...(variables === null ? {} : { variables }),
        ...(session === null
          ? {}
          : {
              sessionId: await idIn(deps, tenant, 'simulation-session', session, 'simulation_session_id'),
            }),
      });
      return { status: 'success', response: showRun(run) };
    },
  );
  app.get(
    '/simulations',
    {
      schema: {
        ...{ tags, operationId: 'listSimulations', summary: 'List simulations', scope: read },
        querystring: queryOf(
          ...['simulation_session_id', 'status', 'start_date', 'end_date', 'target_agent_id'],
          ...['page_number', 'page_size'],
        ),
        response: { 200: wrapped(Page) },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const status = queryText(query, 'status');
      const states = status === undefined ? undefined : STATES[status];
      if (status !== undefined && states === undefined)
        throw invalidRequest([
          { param: 'status', rule: 'one-of', message: 'Must be one of: in-progress, completed, failed.' },
        ]);
      const session = queryText(query, 'simulation_session_id');
      const target = queryText(query, 'target_agent_id');
      const from = readMoment(queryText(query, 'start_date'), 'start_date');
      const to = readMoment(queryText(query, 'end_date'), 'end_date');
      const { rows, total } = await deps.store.simulations.runs.list(tenant.organizationId, {
        ...{ limit, offset },
        ...(states === undefined ? {} : { states }),
        ...(session === undefined
          ? {}
          : { sessionId: await idIn(deps, tenant, 'simulation-session', session, 'simulation_session_id') }),
        ...(target === undefined
          ? {}
          : { agentId: await idIn(deps, tenant, 'agent', target, 'target_agent_id') }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      const pagination = { total_records: total, page_size: limit, page_number: page };
      return ok({ pagination, items: rows.map(showRun) });
    },
  );
  app.get(
    '/simulations/sessions',
    {
      schema: {
        ...{ tags, operationId: 'listSimulationSessions', summary: 'List sessions', scope: read },
        ...{ querystring: queryOf('page_number', 'page_size'), response: { 200: wrapped(Sessions) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const { organizationId } = tenant;
      const { rows, total } = await deps.store.simulations.runs.sessions(organizationId, { limit, offset });
      const items = await Promise.all(
        rows.map(async ({ id }) =>
          showSession(
            id,
            (await deps.store.simulations.runs.list(organizationId, { limit: MOST_RUNS, sessionId: id }))
              .rows,
          ),
        ),
      );
      return ok({ pagination: { total_records: total, page_size: limit, page_number: page }, items });
    },
  );
  app.get<Params<'sessionId'>>(
    '/simulations/session/:sessionId',
    {
      schema: {
        ...{ tags, operationId: 'getSimulationSession', summary: 'Read a session', scope: read },
        ...{ params: SessionPath, response: { 200: wrapped(SessionItem) } },
      },
    },
    async ({ tenant, params }) => {
      const sessionId = await idOf(deps, tenant, 'simulation-session', params.sessionId);
      const { rows } = await deps.store.simulations.runs.list(tenant.organizationId, {
        limit: MOST_RUNS,
        sessionId,
      });
      if (rows.length === 0) throw notFound('simulation-session');
      return ok(showSession(sessionId, rows));
    },
  );
  app.get<Params<'simulationId'>>(
    '/simulations/:simulationId',
    {
      schema: {
        ...{ tags, operationId: 'getSimulation', summary: 'Read a simulation', scope: read },
        ...{ params: RunPath, response: { 200: wrapped(RunItem) } },
      },
    },
    async ({ tenant, params }) => {
      const id = await idOf(deps, tenant, 'simulation', params.simulationId);
      const run = await deps.store.simulations.runs.get(tenant.organizationId, id);
      if (!run) throw notFound('simulation');
      return ok(showRun(run));
    },
  );
}
