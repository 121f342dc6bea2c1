/** `/simulation_scenarios` */
import type { SimulationScenario } from '#domain';
import { notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { closed, numberedPage, ok, queryOf, queryText, wrapped } from '../shapes/envelope.ts';
import { idOf, type Params } from '../shapes/ids.ts';
import { readScenario } from './read.ts';
import { ScenarioBody, ScenarioItem } from './schemas.ts';
import { showScenario } from './show.ts';

const Path = Type.Object({ scenarioId: Type.String({ examples: [sampleUuid('simulation-scenario')] }) });
const Page = closed({
  items: Type.Array(ScenarioItem),
  ...{ total: Type.Integer(), page_number: Type.Integer(), page_size: Type.Integer() },
});
const tags = ['simulations'];
const [read, write] = ['agents:read', 'agents:write'] as const;

export function scenarioRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { clock, ids } = deps;
  app.post(
    '/simulation_scenarios',
    {
      schema: {
        ...{ tags, operationId: 'createSimulationScenario', summary: 'Keep a scenario', scope: write },
        ...{ body: ScenarioBody, response: { 200: wrapped(ScenarioItem) } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      fields.requiredText('name');
      fields.requiredText('description');
      const { name = '', description = '' } = readScenario(fields);
      fields.finish();
      const at = clock.now();
      const row: SimulationScenario = {
        ...{ id: ids.next(), organizationId: tenant.organizationId, name, description },
        ...{ createdAt: at, updatedAt: at },
      };
      await deps.store.simulations.scenarios.insert(row);
      return { status: 'success', response: showScenario(row) };
    },
  );
  app.get(
    '/simulation_scenarios',
    {
      schema: {
        ...{ tags, operationId: 'listSimulationScenarios', summary: 'List scenarios', scope: read },
        ...{ querystring: queryOf('search', 'page_number', 'page_size'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const search = queryText(query, 'search');
      const wanted = { limit, offset, ...(search === undefined ? {} : { search }) };
      const { rows, total } = await deps.store.simulations.scenarios.list(tenant.organizationId, wanted);
      return ok({ items: rows.map(showScenario), total, page_number: page, page_size: limit });
    },
  );
  app.get<Params<'scenarioId'>>(
    '/simulation_scenarios/:scenarioId',
    {
      schema: {
        ...{ tags, operationId: 'getSimulationScenario', summary: 'Read a scenario', scope: read },
        ...{ params: Path, response: { 200: wrapped(ScenarioItem) } },
      },
    },
    async ({ tenant, params }) => {
      const id = await idOf(deps, tenant, 'simulation-scenario', params.scenarioId);
      const row = await deps.store.simulations.scenarios.get(tenant.organizationId, id);
      if (!row) throw notFound('simulation-scenario');
      return ok(showScenario(row));
    },
  );
  app.put<Params<'scenarioId'>>(
    '/simulation_scenarios/:scenarioId',
    {
      schema: {
        ...{ tags, operationId: 'updateSimulationScenario', summary: 'Change a scenario', scope: write },
        ...{ params: Path, body: Type.Partial(ScenarioBody), response: { 200: wrapped(ScenarioItem) } },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await idOf(deps, tenant, 'simulation-scenario', params.scenarioId);
      const fields = new Fields(body);
      const patch = readScenario(fields);
      fields.finish();
      const changed = await deps.store.simulations.scenarios.update(
        tenant.organizationId,
        id,
        patch,
        clock.now(),
      );
      if (!changed) throw notFound('simulation-scenario');
      return ok(showScenario(changed));
    },
  );
  app.delete<Params<'scenarioId'>>(
    '/simulation_scenarios/:scenarioId',
    {
      schema: {
        ...{ tags, operationId: 'deleteSimulationScenario', summary: 'Delete a scenario', scope: write },
        ...{ params: Path, response: { 204: Type.Null() } },
      },
    },
    async ({ tenant, params }, reply) => {
      const id = await idOf(deps, tenant, 'simulation-scenario', params.scenarioId);
      if (!(await deps.store.simulations.scenarios.remove(tenant.organizationId, id)))
        throw notFound('simulation-scenario');
      return reply.code(204).send(null);
    },
  );
}
