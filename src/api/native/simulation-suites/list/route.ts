/** `GET /v1/simulation-suites`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdText, readId } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { SuiteSchema, suiteView } from '../suite-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name.' })),
    agent_id: Type.Optional(IdText),
  },
  { additionalProperties: false },
);

export const listSimulationSuites: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-suites',
    {
      schema: {
        operationId: 'listSimulationSuites',
        scope: 'agents:read',
        summary: 'List suites of simulations',
        tags: ['simulations'],
        querystring: Query,
        response: { 200: pageOf(SuiteSchema) },
        errors: ['agent-unknown'],
      },
    },
    async (request) => {
      const { search, agent_id: agent, limit } = request.query;
      const { rows } = await deps.store.simulations.suites.list(request.tenant.organizationId, {
        ...readPage(request.query),
        ...(search === undefined ? {} : { search }),
        ...(agent === undefined ? {} : { agentIds: [readId(agent, 'agent', 'agent_id')] }),
      });
      return toPage(rows, limit, suiteView, (row) => row.id);
    },
  );
};
