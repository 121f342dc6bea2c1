/** `PATCH /v1/simulation-suites/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { knownAgent } from '../known-agent.ts';
import { suiteFields, SuiteSchema, suiteView } from '../suite-view.ts';

const Body = Type.Partial(Type.Object(suiteFields), { additionalProperties: false });

export const updateSimulationSuite: Operation = (app, deps) => {
  app.patch(
    '/v1/simulation-suites/:id',
    {
      schema: {
        operationId: 'updateSimulationSuite',
        scope: 'agents:write',
        summary: 'Change a suite of simulations',
        description: 'Fields left out stay.',
        tags: ['simulations'],
        params: IdParams,
        body: Body,
        response: { 200: SuiteSchema },
        errors: ['simulation-suite-unknown', 'agent-unknown'],
      },
    },
    async (request) => {
      const { agent_id: agent, ...patch } = request.body;
      const id = readId(request.params.id, 'simulation-suite');
      const agentId = agent === undefined ? {} : { agentId: await knownAgent(deps, request.tenant, agent) };
      const { organizationId } = request.tenant;
      const whole = { ...patch, ...agentId };
      const changed = await deps.store.simulations.suites.update(organizationId, id, whole, deps.clock.now());
      if (!changed) throw notFound('simulation-suite');
      return suiteView(changed);
    },
  );
};
