/** `PATCH /v1/simulation-cases/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { caseFields, CaseSchema, caseView } from '../case-view.ts';
import { knownSuite } from '../known-suite.ts';

const Body = Type.Partial(Type.Object(caseFields), { additionalProperties: false });

export const updateSimulationCase: Operation = (app, deps) => {
  app.patch(
    '/v1/simulation-cases/:id',
    {
      schema: {
        operationId: 'updateSimulationCase',
        scope: 'agents:write',
        summary: 'Change a case of simulations',
        description: 'Fields left out stay. Simulations that were started keep the case as it was.',
        tags: ['simulations'],
        params: IdParams,
        body: Body,
        response: { 200: CaseSchema },
        errors: ['simulation-case-unknown', 'simulation-suite-unknown'],
      },
    },
    async (request) => {
      const { suite_id: suite, ...patch } = request.body;
      const id = readId(request.params.id, 'simulation-case');
      const suiteId = suite === undefined ? {} : { suiteId: await knownSuite(deps, request.tenant, suite) };
      const { organizationId } = request.tenant;
      const whole = { ...patch, ...suiteId };
      const changed = await deps.store.simulations.cases.update(organizationId, id, whole, deps.clock.now());
      if (!changed) throw notFound('simulation-case');
      return caseView(changed);
    },
  );
};
