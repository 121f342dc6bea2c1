/** `GET /v1/agents` */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { AgentSchema, agentView } from '../agent-view.ts';

export const listAgents: Operation = (app, deps) => {
  app.get(
    '/v1/agents',
    {
      schema: {
        operationId: 'listAgents',
        scope: 'agents:read',
        summary: 'List agents',
        tags: ['agents'],
        querystring: PageQuery,
        response: { 200: pageOf(AgentSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const rows = await deps.store.agents.list(organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, agentView, (agent) => agent.id);
    },
  );
};
