/** `DELETE /v1/simulations/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteSimulation: Operation = (app, deps) => {
  app.delete(
    '/v1/simulations/:id',
    {
      schema: {
        operationId: 'deleteSimulation',
        scope: 'agents:write',
        summary: 'Delete a simulation',
        description: 'One that still runs is stopped from being kept.',
        tags: ['simulations'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['simulation-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'simulation');
      if (!(await deps.store.simulations.runs.remove(organizationId, id))) throw notFound('simulation');
      return reply.code(204).send(null);
    },
  );
};
