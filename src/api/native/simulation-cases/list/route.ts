/** `GET /v1/simulation-cases`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdText, readId } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { CaseSchema, caseView } from '../case-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name.' })),
    kind: Type.Optional(Type.Enum(['custom', 'agent_based'])),
    suite_id: Type.Optional(IdText),
    agent_id: Type.Optional(IdText),
  },
  { additionalProperties: false },
);

export const listSimulationCases: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-cases',
    {
      schema: {
        operationId: 'listSimulationCases',
        scope: 'agents:read',
        summary: 'List cases of simulations',
        tags: ['simulations'],
        querystring: Query,
        response: { 200: pageOf(CaseSchema) },
        errors: ['simulation-suite-unknown', 'agent-unknown'],
      },
    },
    async (request) => {
      const { search, kind, suite_id: suite, agent_id: agent, limit } = request.query;
      const { rows } = await deps.store.simulations.cases.list(request.tenant.organizationId, {
        ...readPage(request.query),
        ...(search === undefined ? {} : { search }),
        ...(kind === undefined ? {} : { kind }),
        ...(suite === undefined ? {} : { suiteId: readId(suite, 'simulation-suite', 'suite_id') }),
        ...(agent === undefined ? {} : { agentId: readId(agent, 'agent', 'agent_id') }),
      });
      return toPage(rows, limit, caseView, (row) => row.id);
    },
  );
};
