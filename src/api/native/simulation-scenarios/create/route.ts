/** `POST /v1/simulation-scenarios` */
import type { SimulationScenario } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { scenarioFields, ScenarioSchema, scenarioView } from '../scenario-view.ts';

export const createSimulationScenario: Operation = (app, deps) => {
  app.post(
    '/v1/simulation-scenarios',
    {
      schema: {
        operationId: 'createSimulationScenario',
        scope: 'agents:write',
        summary: 'Keep a scenario',
        description: 'A situation in words, kept to write cases from.',
        tags: ['simulations'],
        body: Type.Object(scenarioFields, { additionalProperties: false }),
        response: { 201: ScenarioSchema },
      },
    },
    async (request, reply) => {
      const at = deps.clock.now();
      const row: SimulationScenario = {
        ...{ id: deps.ids.next(), organizationId: request.tenant.organizationId, ...request.body },
        ...{ createdAt: at, updatedAt: at },
      };
      await deps.store.simulations.scenarios.insert(row);
      return reply.code(201).send(scenarioView(row));
    },
  );
};
