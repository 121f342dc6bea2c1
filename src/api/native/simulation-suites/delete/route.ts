/** `DELETE /v1/simulation-suites/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteSimulationSuite: Operation = (app, deps) => {
  app.delete(
    '/v1/simulation-suites/:id',
    {
      schema: {
        operationId: 'deleteSimulationSuite',
        scope: 'agents:write',
        summary: 'Delete a suite of simulations',
        description: 'With its cases; simulations that were run of them stay.',
        tags: ['simulations'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['simulation-suite-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'simulation-suite');
      if (!(await deps.store.simulations.suites.remove(organizationId, id)))
        throw notFound('simulation-suite');
      return reply.code(204).send(null);
    },
  );
};
