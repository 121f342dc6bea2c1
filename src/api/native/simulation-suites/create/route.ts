/** `POST /v1/simulation-suites` */
import type { SimulationSuite } from '#domain';
import { Type } from 'typebox';
import { sampleNative } from '../../../openapi/sample-ids.ts';
import type { Operation } from '../../native.ts';
import { knownAgent } from '../known-agent.ts';
import { suiteFields, SuiteSchema, suiteView } from '../suite-view.ts';

const { language, ...needed } = suiteFields;
const Body = Type.Object(
  { ...needed, language: Type.Optional(language) },
  { additionalProperties: false, examples: [{ name: 'Nightly', agent_id: sampleNative('agent') }] },
);

export const createSimulationSuite: Operation = (app, deps) => {
  app.post(
    '/v1/simulation-suites',
    {
      schema: {
        operationId: 'createSimulationSuite',
        scope: 'agents:write',
        summary: 'Create a suite of simulations',
        description: 'Cases name it by `suite_id`; they are run together against its agent.',
        tags: ['simulations'],
        body: Body,
        response: { 201: SuiteSchema },
        errors: ['agent-unknown'],
      },
    },
    async (request, reply) => {
      const { name, agent_id: agent, language: spoken = 'en-US' } = request.body;
      const at = deps.clock.now();
      const row: SimulationSuite = {
        ...{ id: deps.ids.next(), organizationId: request.tenant.organizationId, name },
        agentId: await knownAgent(deps, request.tenant, agent),
        ...{ language: spoken, createdAt: at, updatedAt: at },
      };
      await deps.store.simulations.suites.insert(row);
      return reply.code(201).send(suiteView(row));
    },
  );
};
