/** `POST /v1/agents/{id}/versions/{version_id}/production`: calls run this version from now on. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdText, findId } from '../../../shapes/ids.ts';
import { knownAgent } from '../../../shapes/known.ts';
import { AgentSchema, agentView } from '../../agent-view.ts';

export const markProduction: Operation = (app, deps) => {
  app.post(
    '/v1/agents/:id/versions/:version_id/production',
    {
      schema: {
        operationId: 'markProductionVersion',
        scope: 'agents:write',
        summary: 'Make a version the production one',
        tags: ['agents'],
        params: Type.Object({ id: IdText, version_id: IdText }),
        response: { 200: AgentSchema },
        errors: ['agent-unknown', 'agent-version-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const agentId = await findId(deps, request.tenant, request.params.id, 'agent');
      const versionId = await findId(deps, request.tenant, request.params.version_id, 'agent-version');
      const agent = await deps.store.transaction(async (tx) => {
        await knownAgent({ store: tx }, request.tenant, agentId);
        if (!(await tx.agents.getVersion(organizationId, agentId, versionId)))
          throw notFound('agent-version');
        return tx.agents.setProduction(organizationId, agentId, versionId, deps.clock.now());
      });
      if (!agent) throw notFound('agent');
      return agentView(agent);
    },
  );
};
