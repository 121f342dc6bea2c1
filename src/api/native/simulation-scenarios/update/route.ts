/** `PATCH /v1/simulation-scenarios/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { scenarioFields, ScenarioSchema, scenarioView } from '../scenario-view.ts';

const Body = Type.Partial(Type.Object(scenarioFields), { additionalProperties: false });

export const updateSimulationScenario: Operation = (app, deps) => {
  app.patch(
    '/v1/simulation-scenarios/:id',
    {
      schema: {
        operationId: 'updateSimulationScenario',
        scope: 'agents:write',
        summary: 'Change a scenario',
        description: 'Fields left out stay.',
        tags: ['simulations'],
        params: IdParams,
        body: Body,
        response: { 200: ScenarioSchema },
        errors: ['simulation-scenario-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'simulation-scenario');
      const { organizationId } = request.tenant;
      const { scenarios } = deps.store.simulations;
      const changed = await scenarios.update(organizationId, id, request.body, deps.clock.now());
      if (!changed) throw notFound('simulation-scenario');
      return scenarioView(changed);
    },
  );
};
