/** `GET /v1/simulation-cases/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { CaseSchema, caseView } from '../case-view.ts';

export const getSimulationCase: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-cases/:id',
    {
      schema: {
        operationId: 'getSimulationCase',
        scope: 'agents:read',
        summary: 'Read a case of simulations',
        tags: ['simulations'],
        params: IdParams,
        response: { 200: CaseSchema },
        errors: ['simulation-case-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.simulations.cases.get(
        organizationId,
        readId(request.params.id, 'simulation-case'),
      );
      if (!found) throw notFound('simulation-case');
      return caseView(found);
    },
  );
};
