/** `/simulation_suites` */
import { MOST_SIMULATED_TURNS, USUAL_SIMULATED_TURNS, type SimulationSuite } from '#domain';
import { invalidRequest, notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, numberedPage, ok, queryOf, queryText, wrapped } from '../shapes/envelope.ts';
import { idIn, idOf, type Params } from '../shapes/ids.ts';
import { readMoment } from '../shapes/moment.ts';
import { agentIn } from './cases.ts';
import { readSuite } from './read.ts';
import { Executed, SuiteBody, SuiteItem } from './schemas.ts';
import { showSuite } from './show.ts';

const Path = Type.Object({ suiteId: Type.String({ examples: [sampleUuid('simulation-suite')] }) });
const Page = closed({
  items: Type.Array(SuiteItem),
  ...{ total: Type.Integer(), page_number: Type.Integer(), page_size: Type.Integer() },
});
const tags = ['simulations'];
const [read, write] = ['agents:read', 'agents:write'] as const;

export function suiteRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { clock, ids } = deps;
  app.post(
    '/simulation_suites',
    {
      schema: {
        ...{ tags, operationId: 'createSimulationSuite', summary: 'Create a suite', scope: write },
        ...{ body: SuiteBody, response: { 200: wrapped(SuiteItem) } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const name = fields.requiredText('name');
      const model = fields.requiredText('model_id');
      const given = readSuite(fields);
      fields.finish();
      const at = clock.now();
      const row: SimulationSuite = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, name, language: 'en-US', ...given },
        agentId: await agentIn(deps, tenant, model, 'model_id'),
        ...{ createdAt: at, updatedAt: at },
      };
      await deps.store.simulations.suites.insert(row);
      return { status: 'success', response: showSuite(row) };
    },
  );
  app.get(
    '/simulation_suites',
    {
      schema: {
        ...{ tags, operationId: 'listSimulationSuites', summary: 'List suites', scope: read },
        querystring: queryOf('search', 'model_ids', 'start_date', 'end_date', 'page_number', 'page_size'),
        response: { 200: wrapped(Page) },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const search = queryText(query, 'search');
      const agents = idTexts((query as Record<string, unknown>)['model_ids']);
      const from = readMoment(queryText(query, 'start_date'), 'start_date');
      const to = readMoment(queryText(query, 'end_date'), 'end_date');
      const agentIds = await Promise.all(
        agents.map((text) => idIn(deps, tenant, 'agent', text, 'model_ids')),
      );
      const { rows, total } = await deps.store.simulations.suites.list(tenant.organizationId, {
        ...{ limit, offset },
        ...(search === undefined ? {} : { search }),
        ...(agentIds.length === 0 ? {} : { agentIds }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      return ok({ items: rows.map(showSuite), total, page_number: page, page_size: limit });
    },
  );
  app.get<Params<'suiteId'>>(
    '/simulation_suites/:suiteId',
    {
      schema: {
        ...{ tags, operationId: 'getSimulationSuite', summary: 'Read a suite', scope: read },
        ...{ params: Path, response: { 200: wrapped(SuiteItem) } },
      },
    },
    async ({ tenant, params }) => {
      const id = await idOf(deps, tenant, 'simulation-suite', params.suiteId);
      return ok(showSuite(found(await deps.store.simulations.suites.get(tenant.organizationId, id))));
    },
  );
  app.put<Params<'suiteId'>>(
    '/simulation_suites/:suiteId',
    {
      schema: {
        ...{ tags, operationId: 'updateSimulationSuite', summary: 'Change a suite', scope: write },
        ...{ params: Path, body: Type.Partial(SuiteBody), response: { 200: wrapped(SuiteItem) } },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await idOf(deps, tenant, 'simulation-suite', params.suiteId);
      const fields = new Fields(body);
      const patch = readSuite(fields);
      const model = fields.text('model_id') || null;
      fields.finish();
      const agent = model === null ? {} : { agentId: await agentIn(deps, tenant, model, 'model_id') };
      const whole = { ...patch, ...agent };
      return ok(
        showSuite(
          found(await deps.store.simulations.suites.update(tenant.organizationId, id, whole, clock.now())),
        ),
      );
    },
  );
  app.delete<Params<'suiteId'>>(
    '/simulation_suites/:suiteId',
    {
      schema: {
        ...{ tags, operationId: 'deleteSimulationSuite', summary: 'Delete a suite', scope: write },
        ...{ params: Path, response: { 204: Type.Null() } },
      },
    },
    async ({ tenant, params }, reply) => {
      const id = await idOf(deps, tenant, 'simulation-suite', params.suiteId);
      if (!(await deps.store.simulations.suites.remove(tenant.organizationId, id)))
        throw notFound('simulation-suite');
      return reply.code(204).send(null);
    },
  );
  app.post<Params<'suiteId'>>(
    '/simulation_suites/:suiteId/execute',
    {
      schema: {
        ...{ tags, operationId: 'executeSimulationSuite', summary: 'Run every case', scope: write },
        ...{
          params: Path,
          querystring: queryOf('target_agent_id', 'max_turns'),
          response: { 200: Executed },
        },
      },
    },
    async ({ tenant, params, query }) => {
      const id = await idOf(deps, tenant, 'simulation-suite', params.suiteId);
      const suite = found(await deps.store.simulations.suites.get(tenant.organizationId, id));
      const target = await idIn(
        ...([deps, tenant, 'agent', queryText(query, 'target_agent_id') ?? '', 'target_agent_id'] as const),
      );
      if (target !== suite.agentId)
        throw invalidRequest([
          { param: 'target_agent_id', rule: 'same-agent', message: "Must be the suite's model_id." },
        ]);
      const { runs } = await deps.simulations.execute(tenant, id, turnsOf(queryText(query, 'max_turns')));
      return {
        ...{ session_id: runs[0]!.sessionId, suite_id: suite.id, suite_name: suite.name },
        ...{ total_cases: runs.length, status: 'in-progress' },
      };
    },
  );
}

function found(suite: SimulationSuite | null): SimulationSuite {
  if (!suite) throw notFound('simulation-suite');
  return suite;
}

function turnsOf(text: string | undefined): number {
  if (text === undefined) return USUAL_SIMULATED_TURNS;
  const turns = Number(text);
  if (Number.isInteger(turns) && turns >= 1 && turns <= MOST_SIMULATED_TURNS) return turns;
  throw invalidRequest([
    { param: 'max_turns', rule: 'range', message: `Must be between 1 and ${MOST_SIMULATED_TURNS}.` },
  ]);
}

/** A list of a query, or one text with commas. */
function idTexts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? one.split(',') : [])).filter((one) => one !== '');
}
