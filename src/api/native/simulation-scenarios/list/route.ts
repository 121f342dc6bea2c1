/** `GET /v1/simulation-scenarios`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { ScenarioSchema, scenarioView } from '../scenario-view.ts';

const Query = Type.Object(
  { ...pageQuery, search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name.' })) },
  { additionalProperties: false },
);

export const listSimulationScenarios: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-scenarios',
    {
      schema: {
        operationId: 'listSimulationScenarios',
        scope: 'agents:read',
        summary: 'List scenarios',
        tags: ['simulations'],
        querystring: Query,
        response: { 200: pageOf(ScenarioSchema) },
      },
    },
    async (request) => {
      const { search, limit } = request.query;
      const { rows } = await deps.store.simulations.scenarios.list(request.tenant.organizationId, {
        ...readPage(request.query),
        ...(search === undefined ? {} : { search }),
      });
      return toPage(rows, limit, scenarioView, (row) => row.id);
    },
  );
};
