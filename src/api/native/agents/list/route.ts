/** `GET /v1/agents` */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageQuery, pageOf, readOffset, readPage, toPage } from '../../shapes/page.ts';
import { AgentSchema, agentView } from '../agent-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    search: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Part of the name, in any case.' }),
    ),
    sort: Type.Enum(['-created_at', 'name'], { default: '-created_at' }),
  },
  { additionalProperties: false },
);

export const listAgents: Operation = (app, deps) => {
  app.get(
    '/v1/agents',
    {
      schema: {
        operationId: 'listAgents',
        scope: 'agents:read',
        summary: 'List agents',
        tags: ['agents'],
        querystring: Query,
        response: { 200: pageOf(AgentSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { sort, search, limit } = request.query;
      const found = search === undefined ? {} : { search };
      if (sort !== 'name') {
        const rows = await deps.store.agents.list(organizationId, { ...readPage(request.query), ...found });
        return toPage(rows, limit, agentView, (agent) => agent.id);
      }
      const offset = readOffset(request.query);
      const page = { limit: limit + 1, offset, byName: true, ...found };
      const rows = await deps.store.agents.list(organizationId, page);
      return toPage(rows, limit, agentView, () => `@${offset + limit}`);
    },
  );
};
