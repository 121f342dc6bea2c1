/** `GET /v1/simulation-suites/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { SuiteSchema, suiteView } from '../suite-view.ts';

export const getSimulationSuite: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-suites/:id',
    {
      schema: {
        operationId: 'getSimulationSuite',
        scope: 'agents:read',
        summary: 'Read a suite of simulations',
        tags: ['simulations'],
        params: IdParams,
        response: { 200: SuiteSchema },
        errors: ['simulation-suite-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.simulations.suites.get(
        organizationId,
        readId(request.params.id, 'simulation-suite'),
      );
      if (!found) throw notFound('simulation-suite');
      return suiteView(found);
    },
  );
};
