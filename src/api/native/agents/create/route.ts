/** `POST /v1/agents` */
import { AgentConfigSchema, type Agent } from '#domain';
import type { Operation } from '../../native.ts';
import { AgentSchema, agentView } from '../agent-view.ts';
import { checkedAgent } from '../check.ts';

export const createAgent: Operation = (app, deps) => {
  app.post(
    '/v1/agents',
    {
      schema: {
        operationId: 'createAgent',
        scope: 'agents:write',
        summary: 'Create an agent',
        description:
          'A `flow` needs no language model; a `prompt` needs one. Runs as it stands until it has versions.',
        tags: ['agents'],
        body: AgentConfigSchema,
        response: { 201: AgentSchema },
        errors: ['number-unknown', 'number-pool-unknown', 'tool-unknown', 'analysis-template-unknown'],
      },
    },
    async (request, reply) => {
      const config = await checkedAgent(deps, request.tenant, request.body);
      const now = deps.clock.now();
      const agent: Agent = {
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        config,
        productionVersionId: null,
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.agents.insert(agent);
      return reply.code(201).send(agentView(agent));
    },
  );
};
