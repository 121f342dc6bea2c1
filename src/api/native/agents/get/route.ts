/** `GET /v1/agents/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownAgent } from '../../shapes/known.ts';
import { AgentSchema, agentView } from '../agent-view.ts';

export const getAgent: Operation = (app, deps) => {
  app.get(
    '/v1/agents/:id',
    {
      schema: {
        operationId: 'getAgent',
        scope: 'agents:read',
        summary: 'Read an agent',
        tags: ['agents'],
        params: IdParams,
        response: { 200: AgentSchema },
        errors: ['agent-unknown'],
      },
    },
    async (request) =>
      agentView(
        await knownAgent(
          deps,
          request.tenant,
          await findId(deps, request.tenant, request.params.id, 'agent'),
        ),
      ),
  );
};
