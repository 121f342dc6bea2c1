/** `POST /v1/simulation-cases` */
import type { SimulationCase } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { caseFields, CaseSchema, caseView } from '../case-view.ts';
import { knownSuite } from '../known-suite.ts';

const { passes, suite_id, ...needed } = caseFields;
const Body = Type.Object(
  { ...needed, passes: Type.Optional(passes), suite_id: Type.Optional(suite_id) },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'Moves an appointment',
        persona: 'You are Ana and cannot come on Monday.',
        criteria: ['The agent offers another day.'],
      },
    ],
  },
);

export const createSimulationCase: Operation = (app, deps) => {
  app.post(
    '/v1/simulation-cases',
    {
      schema: {
        operationId: 'createSimulationCase',
        scope: 'agents:write',
        summary: 'Write a case of simulations',
        description: 'Somebody for an agent to talk with, and what makes the conversation a success.',
        tags: ['simulations'],
        body: Body,
        response: { 201: CaseSchema },
        errors: ['simulation-suite-unknown'],
      },
    },
    async (request, reply) => {
      const { name, persona, criteria, passes: rule = 'all', suite_id: suite = null } = request.body;
      const at = deps.clock.now();
      const row: SimulationCase = {
        ...{ id: deps.ids.next(), organizationId: request.tenant.organizationId, name, persona, criteria },
        suiteId: await knownSuite(deps, request.tenant, suite),
        ...{ passes: rule, kind: 'custom', agentId: null, createdAt: at, updatedAt: at },
      };
      await deps.store.simulations.cases.insert(row);
      return reply.code(201).send(caseView(row));
    },
  );
};
