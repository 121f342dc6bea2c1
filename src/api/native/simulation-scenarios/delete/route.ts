/** `DELETE /v1/simulation-scenarios/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteSimulationScenario: Operation = (app, deps) => {
  app.delete(
    '/v1/simulation-scenarios/:id',
    {
      schema: {
        operationId: 'deleteSimulationScenario',
        scope: 'agents:write',
        summary: 'Delete a scenario',
        description: 'Cases written from it stay.',
        tags: ['simulations'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['simulation-scenario-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'simulation-scenario');
      if (!(await deps.store.simulations.scenarios.remove(organizationId, id)))
        throw notFound('simulation-scenario');
      return reply.code(204).send(null);
    },
  );
};
