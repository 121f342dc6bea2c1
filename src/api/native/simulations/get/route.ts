/** `GET /v1/simulations/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { RunSchema, runView } from '../run-view.ts';

export const getSimulation: Operation = (app, deps) => {
  app.get(
    '/v1/simulations/:id',
    {
      schema: {
        operationId: 'getSimulation',
        scope: 'agents:read',
        summary: 'Read a simulation',
        tags: ['simulations'],
        params: IdParams,
        response: { 200: RunSchema },
        errors: ['simulation-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.simulations.runs.get(
        organizationId,
        readId(request.params.id, 'simulation'),
      );
      if (!found) throw notFound('simulation');
      return runView(found);
    },
  );
};
