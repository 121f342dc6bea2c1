/** `POST /v1/agents/{id}/versions`: freezes the working copy. */
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams, findId } from '../../../shapes/ids.ts';
import { knownAgent } from '../../../shapes/known.ts';
import { VersionSchema, versionView } from '../../agent-view.ts';

const Body = Type.Object(
  {
    name: Type.String({ maxLength: 200, default: '', description: 'For people.' }),
    message: Type.String({ maxLength: 500, default: '', description: 'What changed, for people.' }),
    production: Type.Boolean({ default: false, description: 'Calls run it from now on.' }),
  },
  { additionalProperties: false },
);

export const createVersion: Operation = (app, deps) => {
  app.post(
    '/v1/agents/:id/versions',
    {
      schema: {
        operationId: 'createAgentVersion',
        scope: 'agents:write',
        summary: 'Freeze a version of an agent',
        tags: ['agents'],
        params: IdParams,
        body: Body,
        response: { 201: VersionSchema },
        errors: ['agent-unknown'],
      },
    },
    async (request, reply) => {
      const agentId = await findId(deps, request.tenant, request.params.id, 'agent');
      const { organizationId } = request.tenant;
      const now = deps.clock.now();
      const answer = await deps.store.transaction(async (tx) => {
        const agent = await knownAgent({ store: tx }, request.tenant, agentId);
        const { name, message, production } = request.body;
        const id = deps.ids.next();
        const version = await tx.agents.insertVersion({
          id,
          agentId,
          organizationId,
          name,
          message,
          config: agent.config,
          createdAt: now,
        });
        const marked = production ? await tx.agents.setProduction(organizationId, agentId, id, now) : agent;
        return versionView(version, marked ?? agent);
      });
      return reply.code(201).send(answer);
    },
  );
};
