/** `DELETE /v1/simulation-cases/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteSimulationCase: Operation = (app, deps) => {
  app.delete(
    '/v1/simulation-cases/:id',
    {
      schema: {
        operationId: 'deleteSimulationCase',
        scope: 'agents:write',
        summary: 'Delete a case of simulations',
        description: 'Simulations that were run of it stay.',
        tags: ['simulations'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['simulation-case-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'simulation-case');
      if (!(await deps.store.simulations.cases.remove(organizationId, id))) throw notFound('simulation-case');
      return reply.code(204).send(null);
    },
  );
};
