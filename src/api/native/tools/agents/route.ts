/** `GET /v1/tools/{id}/agents`: who uses it. */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { AgentSchema, agentView } from '../../agents/agent-view.ts';
import { knownTool } from '../read-tool.ts';

export const listToolAgents: Operation = (app, deps) => {
  app.get(
    '/v1/tools/:id/agents',
    {
      schema: {
        operationId: 'listToolAgents',
        scope: 'tools:read',
        summary: 'List the agents that use a tool',
        description: 'Those whose working copy or production version names it.',
        tags: ['tools'],
        params: IdParams,
        querystring: PageQuery,
        response: { 200: pageOf(AgentSchema) },
        errors: ['tool-unknown'],
      },
    },
    async (request) => {
      const { id } = await knownTool(deps, request.tenant, request.params.id);
      const { organizationId } = request.tenant;
      const rows = await deps.store.tools.agentsOf(organizationId, id, readPage(request.query));
      return toPage(rows, request.query.limit, agentView, (agent) => agent.id);
    },
  );
};
