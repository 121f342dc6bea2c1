/** `GET /v1/simulations`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdText, readId } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { RunSchema, runView } from '../run-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    session_id: Type.Optional(IdText),
    agent_id: Type.Optional(IdText),
    status: Type.Optional(Type.Enum(['queued', 'running', 'completed', 'failed'])),
  },
  { additionalProperties: false },
);

export const listSimulations: Operation = (app, deps) => {
  app.get(
    '/v1/simulations',
    {
      schema: {
        operationId: 'listSimulations',
        scope: 'agents:read',
        summary: 'List simulations',
        tags: ['simulations'],
        querystring: Query,
        response: { 200: pageOf(RunSchema) },
        errors: ['simulation-session-unknown', 'agent-unknown'],
      },
    },
    async (request) => {
      const { session_id: session, agent_id: agent, status, limit } = request.query;
      const { rows } = await deps.store.simulations.runs.list(request.tenant.organizationId, {
        ...readPage(request.query),
        ...(session === undefined ? {} : { sessionId: readId(session, 'simulation-session', 'session_id') }),
        ...(agent === undefined ? {} : { agentId: readId(agent, 'agent', 'agent_id') }),
        ...(status === undefined ? {} : { states: [status] }),
      });
      return toPage(rows, limit, runView, (row) => row.id);
    },
  );
};
