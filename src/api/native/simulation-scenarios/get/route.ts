/** `GET /v1/simulation-scenarios/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { ScenarioSchema, scenarioView } from '../scenario-view.ts';

export const getSimulationScenario: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-scenarios/:id',
    {
      schema: {
        operationId: 'getSimulationScenario',
        scope: 'agents:read',
        summary: 'Read a scenario',
        tags: ['simulations'],
        params: IdParams,
        response: { 200: ScenarioSchema },
        errors: ['simulation-scenario-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.simulations.scenarios.get(
        organizationId,
        readId(request.params.id, 'simulation-scenario'),
      );
      if (!found) throw notFound('simulation-scenario');
      return scenarioView(found);
    },
  );
};
